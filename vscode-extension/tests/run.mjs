// Tries the packaged extension in a real VS Code: `node run.mjs latest|oldest [API suite or "screen"]…`; all without a name.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testScreen } from './screen.mjs';
import { home, runInExtensionHost, startVSCode } from './vscode.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [which = 'latest', ...only] = process.argv.slice(2);
const { chromium } = createRequire(join(home, 'latest', 'index.js'))('playwright-core');
const out = join(process.env.AIBLSP_TEST_ARTIFACTS ?? join(home, 'artifacts'), which);
const vsix = join(here, '..', 'aiblsp.vsix');
const stub = join(home, 'stub-python.vsix');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'];
FLAGS.push('--disable-background-networking', '--disable-component-update', '--disable-sync');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'aiblsp-workspaces-'));
cpSync(join(here, 'fixtures'), work, { recursive: true });
const vsce = join(here, '..', 'node_modules', '@vscode', 'vsce', 'vsce');
execFileSync(process.execPath, [vsce, 'package', '--skip-license', '--allow-missing-repository', '--out', stub], { cwd: join(here, 'stub-python'), stdio: 'pipe' });

const env = { AIBLSP_TEST_OUT: out, AIBLSP_TEST_MODULES: join(home, 'latest', 'node_modules') };
const outside = new Set();
const total = { passed: 0, failed: 0, names: [] };
const wanted = (name) => only.length === 0 || only.includes(name);
const count = ({ passed, failed, names = [] }) => {
  total.passed += passed;
  total.failed += failed;
  total.names.push(...names);
};

async function api(browser, vscode, suite, query) {
  if (!wanted(suite)) return;
  const results = join(out, `${suite}.json`);
  let code;
  for (let tries = 0; tries < 3 && !existsSync(results); tries++) {
    code = await runInExtensionHost({ browser, vscode, query, suite, out, outside });
  }
  if (!existsSync(results)) {
    console.log(`FAIL  ${suite}: the extension host gave no results (${code})\n${vscode.log().slice(-2000)}`);
    count({ passed: 0, failed: 1, names: [`${suite}: no results`] });
    return;
  }
  const counts = JSON.parse(readFileSync(results, 'utf8'));
  count(counts.failed === 0 && code !== 0 ? { ...counts, failed: 1, names: [`${suite}: ended with ${code}`] } : counts);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  const trusting = await startVSCode({ which, vsix: [vsix, stub], out, env });
  try {
    await api(browser, trusting, 'folder', `folder=${join(work, 'folder')}`);
    await api(browser, trusting, 'folders', `workspace=${join(work, 'multi', 'both.code-workspace')}`);
    if (wanted('screen')) {
      const folder = join(work, 'screen');
      cpSync(join(here, 'fixtures', 'folder'), folder, { recursive: true });
      count(await testScreen({ browser, vscode: trusting, folder, out, outside }));
    }
  } finally {
    await trusting.stop();
  }
  if (wanted('untrusted')) {
    const wary = await startVSCode({ which, vsix: [vsix], out, env, trusting: false });
    try {
      await api(browser, wary, 'untrusted', `folder=${join(work, 'untrusted')}`);
    } finally {
      await wary.stop();
    }
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
if (outside.size > 0) {
  console.log(`FAIL  requests left the machine: ${[...outside].join(' ')}`);
  count({ passed: 0, failed: 1, names: ['requests left the machine'] });
} else {
  console.log('ok    no request left the machine');
  total.passed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
const failures = total.names.map((name) => `FAIL  ${which}: ${name}\n`).join('');
if (failures) writeFileSync(join(out, 'failed.txt'), failures); // for run.sh, which says at its end what failed
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
