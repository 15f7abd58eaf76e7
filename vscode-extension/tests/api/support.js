// What the tests inside the extension host share: running mocha, waiting, finding places by what is written there.
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');

const SOURCE = 'aiblsp';

/**
 * Makes the `run` that VS Code calls. Counts go to a file, since the console of VS Code is full of other things. Now and then VS
 * Code opens a workspace file without its folders; then nothing is counted, and the window is opened again.
 */
exports.runner = (name, define, folders = 1) => async () => {
  await exports.until(`${folders} folders`, () => vscode.workspace.workspaceFolders?.length === folders, 10_000);
  await new Promise((resolve, reject) => {
    const Mocha = require(path.join(process.env.AIBLSP_TEST_MODULES, 'mocha'));
    const mocha = new Mocha({ ui: 'bdd', timeout: 45_000, reporter: class {} });
    mocha.suite.emit('pre-require', globalThis, null, mocha);
    define();
    const names = [];
    const runner = mocha.run((failures) => {
      const counts = { passed: runner.stats.passes, failed: failures, names };
      fs.writeFileSync(path.join(process.env.AIBLSP_TEST_OUT, `${name}.json`), JSON.stringify(counts));
      if (failures) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on('pass', (test) => console.log(`| ok    ${name}: ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('fail', (test, error) => {
      names.push(`${name}: ${test.fullTitle()}`);
      console.log(`| FAIL  ${names.at(-1)}\n| ${error.stack.replace(/\n/g, '\n| ')}`);
    });
  });
};

exports.say = (line) => console.log(`| ${line}`);

exports.until = async (what, probe, ms = 20_000) => {
  for (const started = Date.now(); Date.now() - started < ms; ) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
};

exports.folder = (index = 0) => vscode.workspace.workspaceFolders[index].uri;

exports.open = async (uri) => {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
};

/** An untitled document with the text, and the position of `¦` in it. */
exports.write = async (text, language = 'json') => {
  const cursor = text.indexOf('¦');
  const document = await vscode.workspace.openTextDocument({ language, content: text.replace('¦', '') });
  await vscode.window.showTextDocument(document);
  return { document, position: cursor < 0 ? undefined : document.positionAt(cursor) };
};

/** The position of `¦` in words that are in the document without it. */
exports.at = (document, words) => {
  const start = document.getText().indexOf(words.replace('¦', ''));
  if (start < 0) throw new Error(`${words} is not in ${document.uri}`);
  return document.positionAt(start + words.indexOf('¦'));
};

exports.findings = (document) => vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === SOURCE);
exports.rules = (document) => exports.findings(document).map((each) => String(each.code?.value ?? each.code)).sort();
exports.finding = (document, rule) =>
  exports.until(`${rule} in ${document.uri}`, () => exports.findings(document).find((each) => (each.code?.value ?? each.code) === rule));

exports.complete = async (document, position) => {
  const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, position);
  return items;
};
exports.label = (item) => (typeof item.label === 'string' ? item.label : item.label.label);

exports.hover = async (document, position) => {
  const found = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  return found.flatMap((each) => each.contents.map((content) => content.value ?? content)).join('\n');
};

exports.set = (name, value, target = vscode.ConfigurationTarget.Workspace) => {
  const [, section, rest] = /^([^.]+)\.(.+)$/.exec(name);
  return vscode.workspace.getConfiguration(section).update(rest, value, target);
};

/** The process of the server: the newest child of this extension host that runs the script of the extension. */
exports.serverProcess = () => {
  const found = [];
  for (const name of fs.readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const [, parent, , started] = /^\d+ \(.*\) \S (\d+)((?: \S+){17}) (\d+)/s.exec(fs.readFileSync(`/proc/${name}/stat`, 'utf8'));
      const line = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (Number(parent) !== process.pid || !line.some((each) => each.endsWith('run_server.py'))) continue;
      found.push({ pid: Number(name), line, started: Number(started) });
    } catch {
      // a process that ended meanwhile
    }
  }
  return found.sort((a, b) => b.started - a.started || b.pid - a.pid)[0];
};

exports.running = () => exports.until('a running server', exports.serverProcess);
