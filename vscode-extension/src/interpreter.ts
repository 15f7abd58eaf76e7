// Finds a Python to run the server with: setting, Python Environments extension, Python extension, then the PATH.
import { execFile } from 'child_process';
import * as vscode from 'vscode';

export const MINIMUM: readonly [number, number] = [3, 11];

export interface Interpreter {
  readonly command: readonly string[];
  readonly version: string;
  readonly from: string;
}

interface EnvironmentsApi {
  getEnvironment(scope: vscode.Uri | undefined): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
  onDidChangeEnvironment?: vscode.Event<unknown>;
}

interface PythonApi {
  environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath?: vscode.Event<unknown>;
  };
}

/** The first interpreter that runs and is new enough, or undefined; `log` hears of those that are not. */
export async function findInterpreter(
  setting: readonly string[],
  log: vscode.LogOutputChannel,
): Promise<Interpreter | undefined> {
  for await (const [command, from] of candidates(setting)) {
    const version = await versionOf(command);
    if (version === undefined) {
      log.info(`No Python at ${command.join(' ')} (${from})`);
    } else if (!newEnough(version)) {
      log.info(`Python ${version} at ${command.join(' ')} (${from}) is older than ${MINIMUM.join('.')}`);
    } else {
      return { command, version, from };
    }
  }
  return undefined;
}

/** Calls back when the interpreter chosen in a Python extension changes. Neither extension needs to be there. */
export async function onInterpreterChange(callback: () => void): Promise<vscode.Disposable> {
  const disposables: vscode.Disposable[] = [];
  const environments = await environmentsApi();
  const python = await pythonApi();
  const events = [environments?.onDidChangeEnvironment, python?.environments?.onDidChangeActiveEnvironmentPath];
  for (const event of events) {
    if (event) disposables.push(event(callback));
  }
  return vscode.Disposable.from(...disposables);
}

async function* candidates(setting: readonly string[]): AsyncGenerator<[readonly string[], string]> {
  if (setting.length > 0) {
    yield [setting, 'aiblsp.interpreter'];
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (vscode.workspace.isTrusted) {
    const environment = await guarded(async () => (await environmentsApi())?.getEnvironment(folder));
    const executable = environment?.execInfo?.run?.executable;
    if (executable) yield [[executable], 'Python Environments extension'];
    const chosen = await guarded(async () => {
      const api = (await pythonApi())?.environments;
      return api && (await api.resolveEnvironment(api.getActiveEnvironmentPath(folder)));
    });
    const path = chosen?.executable.uri?.fsPath;
    if (path) yield [[path], 'Python extension'];
  }
  for (const name of process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']) {
    yield [[name], 'PATH'];
  }
}

async function environmentsApi(): Promise<EnvironmentsApi | undefined> {
  return guarded(async () => (await vscode.extensions.getExtension('ms-python.vscode-python-envs')?.activate()) as EnvironmentsApi);
}

async function pythonApi(): Promise<PythonApi | undefined> {
  return guarded(async () => (await vscode.extensions.getExtension('ms-python.python')?.activate()) as PythonApi);
}

/** Another extension's failure is no reason to do without a server. */
async function guarded<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

export function newEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

function versionOf([command, ...args]: readonly string[]): Promise<string | undefined> {
  if (command === undefined) return Promise.resolve(undefined);
  const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
  return new Promise((resolve) => {
    execFile(command, [...args, '-c', code], { timeout: 10_000 }, (error, stdout) => {
      const match = /^(\d+\.\d+\.\d+)\s*$/.exec(stdout);
      resolve(error ? undefined : match?.[1]);
    });
  });
}
