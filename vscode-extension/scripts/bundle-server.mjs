// Puts aiblsp and what it needs at run time into bundled/libs. Native packages are left out: one VSIX serves every platform.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const libs = join(here, 'bundled', 'libs');
const python = process.env.PYTHON ?? 'python3';
const PURE = ['--only-binary=:all:', '--implementation', 'py', '--abi', 'none', '--platform', 'any', '--python-version', '3.11'];

function pip(...args) {
  const install = ['-m', 'pip', 'install', '--quiet', '--target', libs, '--upgrade', '--no-deps', '--no-compile'];
  const options = { stdio: 'inherit', env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_ROOT_USER_ACTION: 'ignore' } };
  execFileSync(python, [...install, ...args], options);
}

rmSync(libs, { recursive: true, force: true });
pip(...PURE, '--require-hashes', '-r', join(here, 'scripts', 'requirements.txt'));
pip(join(here, '..'));
for (const name of readdirSync(libs)) {
  if (name === 'bin' || name.startsWith('aiblsp-')) rmSync(join(libs, name), { recursive: true }); // other .dist-info hold licences
}

const native = readdirSync(libs, { recursive: true }).filter((name) => /\.(so|pyd|dylib)$/.test(name));
if (native.length > 0) throw new Error(`the bundled server has native parts: ${native.join(', ')}`);
if (!existsSync(join(libs, 'aiblsp', 'schemas'))) throw new Error('the bundled server lacks its schemas');
