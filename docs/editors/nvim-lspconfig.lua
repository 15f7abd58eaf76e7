---@type vim.lsp.Config
return {
  cmd = { 'aiblsp', 'server' },
  filetypes = { 'json', 'jsonc' },
  root_markers = { '.aiblsp.toml', 'aiblsp.toml', '.git' },
}
