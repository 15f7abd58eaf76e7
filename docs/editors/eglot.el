(unless (fboundp 'js-json-mode) ; it came with Emacs 29
  (define-derived-mode js-json-mode js-mode "JSON")
  (add-to-list 'auto-mode-alist '("\\.jsonc?\\'" . js-json-mode)))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((js-json-mode json-ts-mode json-mode) . ("aiblsp" "server"))))

(dolist (hook '(js-json-mode-hook json-ts-mode-hook json-mode-hook))
  (add-hook hook #'eglot-ensure))
