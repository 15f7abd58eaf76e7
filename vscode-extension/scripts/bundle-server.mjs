// Puts aiblsp and what it needs at run time into bundled/libs. Native packages are left out: one VSIX serves every platform.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const libs = join(here, 'bundled', 'libs');
const python = process.env.PYTHON ?? 'python3';
const pip = (...args) => execFileSync(python, ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--target', libs, ...args], { stdio: 'inherit' });

rmSync(libs, { recursive: true, force: true });
pip('--no-deps', '--implementation', 'py', '--abi', 'none', '--platform', 'any', '--only-binary=:all:', '--python-version', '3.11', '-r', join(here, 'scripts', 'requirements.txt'));
pip('--no-deps', join(here, '..'));
for (const name of readdirSync(libs)) {
  if (name === 'bin' || name.endsWith('.dist-info')) rmSync(join(libs, name), { recursive: true });
}
if (!existsSync(join(libs, 'aiblsp', 'schemas'))) throw new Error('the bundled server lacks its schemas');
