// The output channels: one for the extension, one for the server, and one for the messages between them when asked for.
import * as vscode from 'vscode';

export interface Channels extends vscode.Disposable {
  readonly client: vscode.LogOutputChannel;
  readonly server: vscode.LogOutputChannel;
  /** The channel of the protocol trace, made when it is first needed. */
  trace(): vscode.LogOutputChannel;
}

export function createChannels(): Channels {
  const client = vscode.window.createOutputChannel('Azure Image Builder', { log: true });
  const server = vscode.window.createOutputChannel('Azure Image Builder Server', { log: true });
  let trace: vscode.LogOutputChannel | undefined;
  return {
    client,
    server,
    trace: () => (trace ??= vscode.window.createOutputChannel('Azure Image Builder Trace', { log: true })),
    dispose: () => [client, server, trace].forEach((channel) => channel?.dispose()),
  };
}
