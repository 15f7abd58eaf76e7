// The settings that decide how the server is started. What it does with templates it asks for itself.
import * as os from 'os';
import * as vscode from 'vscode';

export const SECTION = 'aiblsp';

export interface ServerSettings {
  readonly importStrategy: 'useBundled' | 'fromEnvironment';
  readonly interpreter: readonly string[];
  readonly path: readonly string[];
  readonly args: readonly string[];
}

/** Reads the settings. In an untrusted workspace nothing that names a program counts. */
export function readSettings(): ServerSettings {
  const config = vscode.workspace.getConfiguration(SECTION);
  const trusted = vscode.workspace.isTrusted;
  const list = (name: string): string[] => (trusted ? config.get<string[]>(name, []).map((value) => expand(value)) : []);
  return {
    importStrategy: trusted ? config.get('importStrategy', 'useBundled') : 'useBundled',
    interpreter: config.get<string[]>('interpreter', []).map((value) => expand(value)), // the workspace's own counts only if trusted
    path: list('path'),
    args: list('args'),
  };
}

/** Whether a change of configuration calls for another server process. */
export function needsRestart(event: vscode.ConfigurationChangeEvent): boolean {
  return ['importStrategy', 'interpreter', 'path', 'args'].some((name) => event.affectsConfiguration(`${SECTION}.${name}`));
}

/** The same settings with the variables in all their texts replaced; `scope` is the URI of the folder that they belong to. */
export function expanded<T>(settings: T, scope?: string): T {
  const folder = scope ? vscode.Uri.parse(scope).fsPath : undefined;
  return JSON.parse(JSON.stringify(settings), (_, value) => (typeof value === 'string' ? expand(value, folder) : value));
}

/** Replaces the variables that VS Code's own settings know. */
function expand(value: string, folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? ''): string {
  return value
    .replace(/\$\{workspaceFolder\}/g, folder)
    .replace(/\$\{userHome\}/g, os.homedir())
    .replace(/\$\{env:([^}]+)\}/g, (_, name: string) => process.env[name] ?? '');
}
