// Where VS Code enters: makes the parts, connects them to its events, and starts the server.
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { onInterpreterChange } from './interpreter';
import { createChannels } from './log';
import { Server } from './server';
import { needsRestart } from './settings';
import { createStatus } from './status';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const started = performance.now();
  const channels = createChannels();
  const status = createStatus();
  server = new Server(context, channels, status);
  context.subscriptions.push(
    channels,
    status,
    server,
    registerCommands(server, channels),
    vscode.workspace.onDidChangeConfiguration((event) => needsRestart(event) && server?.restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server?.restart()),
  );
  void onInterpreterChange(() => void server?.restartIfChanged()).then((listening) => context.subscriptions.push(listening));
  void server.restart();
  channels.client.info(`Activated in ${Math.round(performance.now() - started)} ms`);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
