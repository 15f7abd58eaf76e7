vim.lsp.config('aiblsp', {
  cmd = { 'aiblsp', 'server' },
  filetypes = { 'json', 'jsonc' },
  root_markers = { '.aiblsp.toml', 'aiblsp.toml', '.git' },
  on_attach = function(client, buffer)
    -- With this, completions come while you type, and an accepted one brings its snippet. What is behind the cursor stays.
    vim.lsp.completion.enable(true, client.id, buffer, { autotrigger = true })
  end,
})
vim.lsp.enable('aiblsp')
