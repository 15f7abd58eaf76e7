// Fails where a text of the extension lacks its Chinese, or a Chinese text its English.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (name) => readFileSync(join(here, name), 'utf8');
const keys = (name) => new Set(Object.keys(JSON.parse(read(name))));

const used = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
const said = new Set();
for (const name of readdirSync(join(here, 'src'))) {
  for (const [, text] of read(join('src', name)).matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)) said.add(text);
  for (const [, text] of read(join('src', name)).matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)) said.add(text);
}

let faults = 0;
function same(what, wanted, found) {
  for (const key of wanted) if (!found.has(key)) console.error(`${what} lacks ${key} (${++faults})`);
  for (const key of found) if (!wanted.has(key)) console.error(`${what} has ${key}, which nothing uses (${++faults})`);
}
same('package.nls.json', used, keys('package.nls.json'));
same('package.nls.zh-cn.json', used, keys('package.nls.zh-cn.json'));
same('l10n/bundle.l10n.zh-cn.json', said, keys('l10n/bundle.l10n.zh-cn.json'));
process.exit(faults > 0 ? 1 : 0);
