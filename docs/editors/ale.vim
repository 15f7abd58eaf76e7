call ale#linter#Define('json', {
\   'name': 'aiblsp',
\   'lsp': 'stdio',
\   'executable': 'aiblsp',
\   'command': '%e server',
\   'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
\   'initialization_options': {'positionEncoding': 'utf-8'},
\})
