// Texts that the extension shows and nobody edits or saves: the page of a rule, what a bug report should say.
import * as vscode from 'vscode';

const SCHEME = 'aiblsp';

export interface Pages extends vscode.Disposable {
  /** Keeps a text to show; answers with the URI to show it by. */
  put(name: string, text: string): vscode.Uri;
}

export function createPages(): Pages {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
  });
  return {
    put(name, text) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
      texts.set(uri.path, text);
      changed.fire(uri);
      return uri;
    },
    dispose: () => vscode.Disposable.from(changed, registered).dispose(),
  };
}
