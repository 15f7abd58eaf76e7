// Starts, restarts and stops the language server. Restarts queue: one runs, and one more waits at most.
import * as path from 'path';
import { setTimeout as wait } from 'timers/promises';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State } from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions, StaticFeature } from 'vscode-languageclient/node';
import { findInterpreter } from './interpreter';
import type { Interpreter } from './interpreter';
import type { Channels } from './log';
import type { ServerSettings } from './settings';
import { SECTION, expanded, readSettings } from './settings';
import type { Status } from './status';

/** Client commands that the server may put into code lenses and actions. */
const CLIENT_COMMANDS = ['aiblsp.chooseParameterFile', 'aiblsp.explainRule', 'aiblsp.fixAll'];
const CRASHES = 5;
const CRASH_WINDOW_MS = 3 * 60_000;
const START_MS = 10_000;
const STOP_MS = 2_000;

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly from: string;
  readonly interpreter?: Interpreter;
}

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private launched: Launch | undefined;
  private running: Promise<void> | undefined;
  private queued = false;
  private crashes: number[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly channels: Channels,
    private readonly status: Status,
  ) {}

  /** The client, where the server is running. */
  get current(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** How the server was started last. */
  get launch(): Launch | undefined {
    return this.launched;
  }

  /** Starts the server, or starts it anew. Calls during a restart make one more, however many there are, and wait for it. */
  restart(): Promise<void> {
    this.queued = true;
    return (this.running ??= this.work());
  }

  /** Restarts where another command would be run now: after a change of interpreter that may not concern us. */
  async restartIfChanged(): Promise<void> {
    const next = await this.resolve(readSettings());
    if (JSON.stringify(next) !== JSON.stringify(this.launched)) await this.restart();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.launched = undefined;
    if (!client) return;
    try {
      if (client.state === State.Starting) await Promise.race([client.start(), wait(START_MS)]); // one that starts cannot be stopped
      await client.dispose(STOP_MS);
    } catch (error) {
      this.channels.client.warn(`Stopping the server: ${String(error)}`);
    }
  }

  dispose(): void {
    void this.stop();
  }

  private async work(): Promise<void> {
    try {
      while (this.queued) {
        this.queued = false;
        await this.startAnew();
      }
    } finally {
      this.running = undefined;
    }
  }

  private async startAnew(): Promise<void> {
    await this.stop();
    this.status.starting();
    this.launched = await this.resolve(readSettings());
    if (!this.launched) {
      this.status.failed(vscode.l10n.t('No Python 3.11 or later was found'));
      void this.offerInterpreter();
      return;
    }
    const { command, args, from } = this.launched;
    this.channels.client.info(`Starting ${[command, ...args].join(' ')} (${from})`);
    this.client = this.createClient(command, args);
    try {
      await this.client.start();
      this.status.running(this.launched, this.client.initializeResult?.serverInfo?.version);
    } catch (error) {
      this.channels.client.error(`The server did not start: ${String(error)}`);
      this.status.failed(vscode.l10n.t('The server did not start'));
    }
  }

  private async resolve(settings: ServerSettings): Promise<Launch | undefined> {
    const more = ['server', ...settings.args];
    const [program, ...programArgs] = settings.path;
    if (program) return { command: program, args: [...programArgs, ...more], from: 'aiblsp.path' };
    const interpreter = await findInterpreter(settings.interpreter, this.channels.client);
    if (!interpreter) return undefined;
    const [command = 'python3', ...before] = interpreter.command;
    const bundled = path.join(this.context.extensionPath, 'bundled', 'run_server.py');
    const script = settings.importStrategy === 'fromEnvironment' ? [bundled, '--prefer-environment'] : [bundled];
    return { command, args: [...before, '-X', 'utf8', ...script, ...more], from: interpreter.from, interpreter };
  }

  private createClient(command: string, args: readonly string[]): LanguageClient {
    const serverOptions: ServerOptions = { command, args: [...args], options: { env: environment() } };
    const clientOptions: LanguageClientOptions = {
      documentSelector: ['file', 'untitled'].flatMap((scheme) =>
        ['json', 'jsonc'].map((language) => ({ scheme, language })),
      ),
      initializationOptions: {
        settings: expanded(vscode.workspace.getConfiguration(SECTION)),
        clientCommands: CLIENT_COMMANDS,
        jsonService: true,
      },
      outputChannel: this.channels.server,
      traceOutputChannel: this.channels.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => this.closed(),
      },
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        provideCompletionItem: async (document, position, context, token, next) =>
          aheadOfJson(await next(document, position, context, token)),
        workspace: {
          configuration: async (params, token, next) => {
            const found = await next(params, token);
            return Array.isArray(found) ? found.map((each, index) => expanded(each, params.items[index]?.scopeUri)) : found;
          },
        },
      },
    };
    const client = new LanguageClient(SECTION, 'Azure Image Builder', serverOptions, clientOptions);
    client.registerFeature(pushedDiagnostics);
    return client;
  }

  /** Starts the server again after a crash, unless it keeps crashing. */
  private closed(): { action: CloseAction; handled: boolean } {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((time) => now - time < CRASH_WINDOW_MS), now];
    if (this.crashes.length < CRASHES) {
      this.channels.client.warn('The server ended and is started again');
      return { action: CloseAction.Restart, handled: true };
    }
    this.status.failed(vscode.l10n.t('The server keeps ending'));
    const logs = vscode.l10n.t('Show Logs');
    void vscode.window
      .showErrorMessage(vscode.l10n.t('The Azure Image Builder server ended {0} times in 3 minutes and is not started again.', CRASHES), logs)
      .then((choice) => choice === logs && this.channels.server.show());
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async offerInterpreter(): Promise<void> {
    const select = vscode.l10n.t('Select Interpreter');
    const logs = vscode.l10n.t('Show Logs');
    const choice = await vscode.window.showErrorMessage(
      vscode.l10n.t('Azure Image Builder needs Python 3.11 or later, and none was found.'),
      select,
      logs,
    );
    if (choice === logs) this.channels.client.show();
    if (choice === select) {
      const known = await vscode.commands.getCommands(true);
      const command = known.includes('python.setInterpreter') ? 'python.setInterpreter' : 'workbench.action.openSettings';
      await vscode.commands.executeCommand(command, ...(command === 'python.setInterpreter' ? [] : ['aiblsp.interpreter']));
    }
  }
}

/**
 * Has the server send diagnostics when it has them. Where it is asked for them, VS Code asks about the files that are open at
 * the start before it says that they are open, and about the whole workspace every two seconds.
 */
const pushedDiagnostics: StaticFeature = {
  fillClientCapabilities(capabilities) {
    delete capabilities.textDocument?.diagnostic;
    delete capabilities.workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Sorts ours before the words that VS Code's JSON service collects from the file: those sort by a quotation mark. */
function aheadOfJson<T extends vscode.CompletionItem[] | vscode.CompletionList | null | undefined>(completions: T): T {
  const items = Array.isArray(completions) ? completions : (completions?.items ?? []);
  for (const item of items) {
    item.sortText = `!${item.sortText ?? (typeof item.label === 'string' ? item.label : item.label.label)}`;
  }
  return completions;
}

/** The environment of the server without what would make its Python import something else. */
function environment(): NodeJS.ProcessEnv {
  const { PYTHONPATH: _path, PYTHONHOME: _home, PYTHONSTARTUP: _startup, ...rest } = process.env;
  return { ...rest, PYTHONUNBUFFERED: '1' };
}
