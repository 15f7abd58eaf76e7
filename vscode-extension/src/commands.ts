// What the user can ask for in the command palette. The work is the server's; here is the talking.
import * as vscode from 'vscode';
import type { Channels } from './log';
import { createPages } from './pages';
import type { Pages } from './pages';
import type { Server } from './server';

const REQUEST = 'workspace/executeCommand';
const SCHEMAS = 'https://schema.management.azure.com/schemas';
const DEPLOYMENT_SCHEMAS = [
  `${SCHEMAS}/2015-01-01/deploymentTemplate.json#`,
  `${SCHEMAS}/2018-05-01/subscriptionDeploymentTemplate.json#`,
  `${SCHEMAS}/2019-04-01/deploymentTemplate.json#`,
];

export function registerCommands(server: Server, channels: Channels): vscode.Disposable {
  const pages = createPages();
  const commands: Record<string, (...args: never[]) => unknown> = {
    'aiblsp.restart': () => server.restart(),
    'aiblsp.showLogs': () => channels.client.show(),
    'aiblsp.showServerLogs': () => channels.server.show(),
    'aiblsp.fixAll': (uri?: string) => fixAll(server, uri),
    'aiblsp.chooseParameterFile': (uri?: string) => chooseParameterFile(server, uri),
    'aiblsp.newTemplate': (os?: string) => newTemplate(server, os),
    'aiblsp.explainRule': (rule?: string) => explainRule(server, pages, rule),
    'aiblsp.lintWorkspace': () => lintWorkspace(server),
    'aiblsp.debugInformation': () => debugInformation(server, pages),
    'aiblsp.disableJsonSchema': () => disableJsonSchema(),
  };
  return vscode.Disposable.from(
    pages,
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
}

/** Asks the server to run one of its commands. Says so, and answers undefined, where it does not run. */
async function ask<T>(server: Server, command: string, ...args: unknown[]): Promise<T | undefined> {
  const client = server.current;
  if (!client) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The Azure Image Builder server is not running.'));
    return undefined;
  }
  return client.sendRequest<T>(REQUEST, { command: `aiblsp.server.${command}`, arguments: args });
}

async function fixAll(server: Server, uri = activeUri()): Promise<void> {
  if (uri) await ask(server, 'fixAll', uri);
}

async function chooseParameterFile(server: Server, uri = activeUri()): Promise<void> {
  if (!uri) return;
  const files = await ask<string[]>(server, 'parameterFiles', uri);
  if (!files) return;
  const items: (vscode.QuickPickItem & { path?: string | null })[] = files.map((path) => ({
    label: vscode.workspace.asRelativePath(path),
    path,
  }));
  items.push(
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('None: evaluate with default values'), path: '' },
    { label: vscode.l10n.t('Automatic: the file beside the template'), path: null },
    { label: vscode.l10n.t('Another file…') },
  );
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Parameter file to evaluate this template with') });
  if (!picked) return;
  let path = picked.path;
  if (path === undefined) {
    const [file] = (await vscode.window.showOpenDialog({ filters: { JSON: ['json', 'jsonc'] } })) ?? [];
    if (!file) return;
    path = file.fsPath;
  }
  await ask(server, 'chooseParameterFile', uri, path);
}

async function newTemplate(server: Server, os?: string): Promise<void> {
  const choices = [
    { label: 'Linux', description: 'Ubuntu, Shell', os: 'linux' },
    { label: 'Windows', description: 'Windows Server, PowerShell', os: 'windows' },
  ];
  const picked = os ?? (await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('Operating system of the image') }))?.os;
  if (!picked) return;
  const text = await ask<string>(server, 'newTemplate', picked);
  if (text === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: text });
  await vscode.window.showTextDocument(document);
}

async function explainRule(server: Server, pages: Pages, rule?: string): Promise<void> {
  const name = rule ?? (await pickRule());
  if (!name) return;
  const page = await ask<string | null>(server, 'explainRule', name);
  if (page === undefined) return;
  if (page === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no rule {0}.', name));
    return;
  }
  await vscode.commands.executeCommand('markdown.showPreview', pages.put(`${name}.md`, page));
}

/** The rules that speak in the open file first; any other name can be typed. */
async function pickRule(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const names = new Set<string>();
  for (const diagnostic of editor ? vscode.languages.getDiagnostics(editor.document.uri) : []) {
    if (diagnostic.source !== 'aiblsp' || diagnostic.code === undefined) continue;
    names.add(String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code));
  }
  const other = vscode.l10n.t('Another rule…');
  const picked = names.size > 0 ? await vscode.window.showQuickPick([...names, other]) : other;
  if (picked !== other) return picked;
  return vscode.window.showInputBox({ prompt: vscode.l10n.t('Name of a rule') });
}

async function lintWorkspace(server: Server): Promise<void> {
  const summary = await ask<string>(server, 'lintWorkspace');
  if (summary) void vscode.window.showInformationMessage(summary);
}

async function debugInformation(server: Server, pages: Pages): Promise<void> {
  const about = {
    vscode: vscode.version,
    platform: `${process.platform} ${process.arch}`,
    trusted: vscode.workspace.isTrusted,
    remote: vscode.env.remoteName ?? null,
    launch: server.launch ?? null,
    server: (server.current && (await ask<unknown>(server, 'debugInformation'))) ?? null,
  };
  await vscode.window.showTextDocument(pages.put('debug.json', JSON.stringify(about, null, 2)));
}

/**
 * Gives VS Code an empty schema for deployment templates in this workspace: its own calls right image templates wrong.
 * Other schemas stay as they are.
 */
async function disableJsonSchema(): Promise<void> {
  if (!vscode.workspace.workspaceFolders) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Open a folder first: the setting is one of the workspace.'));
    return;
  }
  const config = vscode.workspace.getConfiguration('json');
  const present = config.inspect<{ url?: string }[]>('schemas')?.workspaceValue ?? [];
  const missing = DEPLOYMENT_SCHEMAS.filter((url) => !present.some((each) => each.url === url));
  const silent = missing.map((url) => ({ url, schema: {} }));
  await config.update('schemas', [...present, ...silent], vscode.ConfigurationTarget.Workspace);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('VS Code no longer checks deployment templates by its own schema in this workspace.'),
  );
}

function activeUri(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}
