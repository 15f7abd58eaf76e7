-- Writes what Neovim, 0.7 or later, shows for the file that is open: diagnostics, hovers, completions.
-- Reads $ASKED (JSON: lists of the texts to put the cursor in, or after), writes $SEEN.
local function read(path) return table.concat(vim.fn.readfile(path), '\n') end

local function wait(what, met)
  if vim.wait(60000, met, 10) then return end
  vim.fn.writefile({ vim.json.encode({ failure = 'waited for ' .. what }) }, vim.env.SEEN)
  vim.cmd('cquit 1')
end

local function go(text, after)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. vim.fn.escape(text, '\\'), 'cW' .. (after and 'e' or '')) > 0, text)
  if after then vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), vim.fn.col('.') }) end
end

local clients = vim.lsp.get_clients or vim.lsp.get_active_clients

local function ask(method)
  local client = clients()[1]
  local answers = vim.lsp.buf_request_sync(0, method, vim.lsp.util.make_position_params(0, client.offset_encoding), 60000)
  local answer = assert(answers and answers[client.id], method)
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

local asked = vim.json.decode(read(vim.env.ASKED))
vim.o.virtualedit = 'onemore' -- the cursor may stand after the last character
wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
local seen = { diagnostics = {}, hovers = {}, completions = {} }
for _, each in ipairs(vim.diagnostic.get(0)) do
  local code = each.code or vim.tbl_get(each, 'user_data', 'lsp', 'code')
  local covered = vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {})
  local what = { rule = code, message = each.message, line = each.lnum + 1, covered = table.concat(covered, '\n') }
  table.insert(seen.diagnostics, what)
end
for _, text in ipairs(asked.hovers) do
  go(text)
  vim.cmd('normal! l')
  table.insert(seen.hovers, (ask('textDocument/hover') or { contents = { value = '' } }).contents.value)
end
for _, text in ipairs(asked.completions) do
  go(text, true)
  local found = ask('textDocument/completion')
  local labels = {}
  for _, item in ipairs(found.items or found) do table.insert(labels, item.label) end
  table.insert(seen.completions, labels)
end
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.SEEN)
vim.cmd('qall!')
