" Writes what ALE shows for the file that is open: diagnostics, hovers, completions.
" Reads $ASKED (JSON: lists of the texts to put the cursor in, or after), writes $SEEN.

function! s:wait(what, met) abort
  for l:attempt in range(6000)
    if a:met() | return | endif
    sleep 10m
  endfor
  call writefile([json_encode({'failure': 'waited for ' . a:what})], $SEEN)
  cquit
endfunction

function! s:go(text, flags) abort
  call cursor(1, 1)
  if search('\V' . escape(a:text, '\'), 'cW' . a:flags) == 0 | throw 'not found: ' . a:text | endif
endfunction

function! s:covered(each) abort
  return strpart(getline(a:each.lnum), a:each.col - 1, get(a:each, 'end_col', a:each.col) - a:each.col + 1)
endfunction

function! s:hover(text) abort
  call s:go(a:text, '')
  normal! l
  silent! bwipeout! ALEPreviewWindow
  ALEHover
  call s:wait('hover', {-> s:preview() != []})
  return join(s:preview(), "\n")
endfunction

function! s:preview() abort
  for l:each in getbufinfo()
    if getbufvar(l:each.bufnr, '&filetype') =~# 'ale-preview' && getbufline(l:each.bufnr, 1, '$') != ['']
      return getbufline(l:each.bufnr, 1, '$')
    endif
  endfor
  return []
endfunction

" ALE answers in insert mode only, so these are the keys of a user; the text is put back.
function! s:complete(text) abort
  call s:go(a:text, 'e')
  let s:labels = []
  call feedkeys("a\<C-x>\<C-o>\<C-r>=" . expand('<SID>') . "look()\<CR>\<C-e>\<Esc>", 'x')
  silent! undo
  return s:labels
endfunction

function! s:look() abort
  let s:labels = map(complete_info(['items']).items, {_, each -> each.word})
  return ''
endfunction

function! s:see(timer) abort
  try
    let l:asked = json_decode(join(readfile($ASKED), "\n"))
    let g:ale_hover_to_preview = 1
    call s:wait('diagnostics', {-> !empty(ale#engine#GetLoclist(bufnr('')))})
    let l:found = map(copy(ale#engine#GetLoclist(bufnr(''))), {_, each ->
    \   {'rule': get(each, 'code', ''), 'message': each.text, 'line': each.lnum, 'covered': s:covered(each)}})
    let l:seen = {'diagnostics': l:found}
    let l:seen.completions = map(copy(l:asked.completions), {_, text -> s:complete(text)})
    let l:seen.hovers = map(copy(l:asked.hovers), {_, text -> s:hover(text)})
  catch
    let l:seen = {'failure': v:exception . ' at ' . v:throwpoint}
  endtry
  call writefile([json_encode(l:seen)], $SEEN)
  qall!
endfunction

autocmd VimEnter * call timer_start(10, function('s:see'))
