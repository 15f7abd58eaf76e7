let g:ale_linters = {'json': ['aiblsp'], 'jsonc': ['aiblsp']}
let g:ale_linter_aliases = {'jsonc': 'json'}
autocmd FileType json,jsonc setlocal omnifunc=ale#completion#OmniFunc
autocmd FileType json,jsonc nnoremap <buffer> K <Cmd>ALEHover<CR>
