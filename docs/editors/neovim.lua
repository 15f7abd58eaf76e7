vim.lsp.config('aiblsp', {
  cmd = { 'aiblsp', 'server' },
  filetypes = { 'json', 'jsonc' },
  root_markers = { '.aiblsp.toml', 'aiblsp.toml', '.git' },
  on_attach = function(client, buffer)
    -- With this, an accepted completion replaces the whole word and brings its snippet.
    vim.lsp.completion.enable(true, client.id, buffer, { autotrigger = true })
  end,
})
vim.lsp.enable('aiblsp')
