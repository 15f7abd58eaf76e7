local client
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'json', 'jsonc' },
  callback = function(event)
    client = client
      or vim.lsp.start_client({
        name = 'aiblsp',
        cmd = { 'aiblsp', 'server' },
        root_dir = vim.fn.getcwd(),
        on_exit = function() client = nil end,
      })
    vim.lsp.buf_attach_client(event.buf, client)
    vim.bo[event.buf].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end,
})
