// The output channels: one for the extension, one for the server, and one for the messages between them when asked for.
import * as vscode from 'vscode';
import { SECTION } from './settings';

export interface Channels extends vscode.Disposable {
  readonly client: vscode.LogOutputChannel;
  readonly server: vscode.LogOutputChannel;
  readonly trace: vscode.LogOutputChannel;
}

export function createChannels(): Channels {
  const client = vscode.window.createOutputChannel('Azure Image Builder', { log: true });
  const server = vscode.window.createOutputChannel('Azure Image Builder Server', { log: true });
  const trace = createTrace();
  return { client, server, trace, dispose: () => [client, server, trace].forEach((channel) => channel.dispose()) };
}

/**
 * A channel that is made when the first message is traced. The language client traces where a channel's level is Trace;
 * here the setting `aiblsp.trace.server` decides the level, so that nobody has to set both.
 */
function createTrace(): vscode.LogOutputChannel {
  let made: vscode.LogOutputChannel | undefined;
  const channel = () => (made ??= vscode.window.createOutputChannel('Azure Image Builder Trace', { log: true }));
  const level = () => {
    const wanted = vscode.workspace.getConfiguration(SECTION).get('trace.server', 'off');
    return wanted === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  };
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.trace.server`)) changed.fire(level());
  });
  const own: Partial<vscode.LogOutputChannel> = {
    trace: (message, ...args) => channel().info(message, ...args),
    onDidChangeLogLevel: changed.event,
    dispose: () => [listening, changed, made].forEach((each) => each?.dispose()),
  };
  return new Proxy({} as vscode.LogOutputChannel, {
    get: (_, name) => {
      if (name === 'logLevel') return level();
      return name in own ? own[name as keyof typeof own] : channel()[name as keyof vscode.LogOutputChannel];
    },
  });
}
