;;; seen.el --- Writes what Eglot shows for $FILE: diagnostics, hovers, completions  -*- lexical-binding: t -*-
;;; Commentary:
;; Reads $ASKED (JSON: lists of the texts to put the cursor in, or after), writes $SEEN.
;;; Code:
(require 'eglot)
(require 'json)

(setq eglot-sync-connect t eglot-connect-timeout 60 make-backup-files nil create-lockfiles nil)

(defun seen-write (what)
  "Write WHAT as JSON."
  (let ((coding-system-for-write 'utf-8-unix))
    (write-region (json-serialize what) nil (getenv "SEEN"))))

(defun seen-wait (what met)
  "Wait until MET returns something, and return it; give up on WHAT after a minute."
  (let ((end (+ (float-time) 60)) result)
    (while (and (not (setq result (funcall met))) (< (float-time) end))
      (accept-process-output nil 0.01))
    (unless result (error "Waited for %s" what))
    result))

(defun seen-go (text)
  "Move behind the first TEXT."
  (goto-char (point-min))
  (search-forward text))

(defun seen-diagnostic (each)
  "The rule, line and text of EACH diagnostic. Eglot puts the rule into the message, in brackets."
  (let ((beginning (flymake-diagnostic-beg each))
        (end (flymake-diagnostic-end each))
        (message (flymake-diagnostic-text each)))
    (string-match "\\[\\([a-z-]+\\)\\]" message)
    `((rule . ,(match-string 1 message))
      (message . ,message)
      (line . ,(line-number-at-pos beginning))
      (covered . ,(buffer-substring-no-properties beginning end)))))

(defun seen-hover (text)
  "The hover in the first TEXT."
  (seen-go text)
  (goto-char (1+ (match-beginning 0)))
  (let ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (plist-get (plist-get answer :contents) :value)))

(defun seen-completions (text)
  "The names of what can be written after the first TEXT."
  (seen-go text)
  (let ((table (nth 2 (eglot-completion-at-point))))
    (vconcat (mapcar #'substring-no-properties (all-completions "" table)))))

(defun seen-all ()
  "All that is seen of the file."
  (let* ((asked (with-temp-buffer
                  (insert-file-contents (getenv "ASKED"))
                  (json-parse-buffer :object-type 'alist)))
         (found (seen-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))))
    `((diagnostics . ,(vconcat (mapcar #'seen-diagnostic found)))
      (hovers . ,(vconcat (mapcar #'seen-hover (alist-get 'hovers asked))))
      (completions . ,(vconcat (mapcar #'seen-completions (alist-get 'completions asked)))))))

(condition-case failure
    (with-current-buffer (find-file (getenv "FILE"))
      (run-hooks 'post-command-hook) ; where `eglot-ensure' waits
      (seen-wait "a server" #'eglot-current-server)
      (seen-write (seen-all))
      (eglot-shutdown (eglot-current-server)))
  (error (seen-write `((failure . ,(error-message-string failure))))))
(kill-emacs 0)
;;; seen.el ends here
