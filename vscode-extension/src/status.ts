// The item in the language status menu (the braces in the status bar): what runs, and whether it is well.
import * as vscode from 'vscode';
import type { Launch } from './server';

export interface Status extends vscode.Disposable {
  starting(): void;
  running(launch: Launch, version: string | undefined): void;
  failed(reason: string): void;
}

export function createStatus(): Status {
  const item = vscode.languages.createLanguageStatusItem('aiblsp.status', [{ language: 'json' }, { language: 'jsonc' }]);
  item.name = 'Azure Image Builder';
  item.command = { command: 'aiblsp.showLogs', title: vscode.l10n.t('Show Logs') };
  return {
    starting() {
      item.busy = true;
      item.severity = vscode.LanguageStatusSeverity.Information;
      item.text = 'Azure Image Builder';
      item.detail = vscode.l10n.t('starting');
    },
    running(launch, version) {
      item.busy = false;
      item.severity = vscode.LanguageStatusSeverity.Information;
      item.text = `Azure Image Builder ${version ?? ''}`.trim();
      item.detail = launch.interpreter ? `Python ${launch.interpreter.version} (${launch.from})` : launch.from;
    },
    failed(reason) {
      item.busy = false;
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.detail = reason;
    },
    dispose: () => item.dispose(),
  };
}
