// Two folders in one workspace, and a Python extension that says which interpreter to use.
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const vscode = require('vscode');
const { finding, folder, open, rules, runner, running, until } = require('./support');

exports.run = runner('folders', () => {
  const image = (index) => vscode.Uri.joinPath(folder(index), 'image.json');
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'aiblsp-python-'));
  const python = (name, script) => {
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path.join(bin, name);
  };
  const choose = (interpreter) => vscode.commands.executeCommand('python.setInterpreter', interpreter);
  const debug = async () => {
    await vscode.commands.executeCommand('aiblsp.debugInformation');
    return JSON.parse(vscode.window.activeTextEditor.document.getText());
  };
  const launchedFrom = (from) => until(`a server with Python from ${from}`, async () => {
    const { launch, server } = await debug();
    return server && launch?.from === from && launch;
  });

  after(() => fs.rmSync(bin, { recursive: true }));

  it('reads the configuration file of each folder', async () => {
    const [a, b] = [await open(image(0)), await open(image(1))];
    await finding(a, 'os-mismatch-customizer');
    await finding(b, 'location-unknown');
    assert.ok(!rules(a).includes('location-unknown'));
  });
  it('takes the settings of each folder', async () => {
    const [a, b] = [await open(image(0)), await open(image(1))];
    await finding(b, 'location-unknown');
    const config = vscode.workspace.getConfiguration('aiblsp', folder(1));
    const ignore = (names) => config.update('lint.ignore', names, vscode.ConfigurationTarget.WorkspaceFolder);
    await ignore(['location-unknown', 'os-mismatch-customizer']);
    await until('silence in the second folder', () => !rules(b).includes('location-unknown'));
    await finding(a, 'os-mismatch-customizer');
    await ignore(undefined);
    await finding(b, 'location-unknown');
  });
  it('serves both with one server', async () => {
    await launchedFrom('PATH');
    assert.strictEqual((await debug()).server.folders.length, 2);
  });
  it('takes the interpreter of the Python extension when that changes, and only then', async () => {
    const chosen = python('chosen', 'exec python3 "$@"');
    await choose(chosen);
    assert.deepStrictEqual((await launchedFrom('Python extension')).interpreter.command, [chosen]);
    const second = await running();
    await choose(chosen);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.strictEqual((await running()).pid, second.pid);
    await finding(await open(image(1)), 'location-unknown');
  });
  it('passes over one that is too old', async () => {
    await choose(python('old', 'echo 3.9.18'));
    await launchedFrom('PATH');
  });
}, 2);
