// A workspace that nobody trusts: its settings must not name what is run.
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { finding, folder, open, runner, running } = require('./support');

exports.run = runner('untrusted', () => {
  it('runs the server of the extension and takes no program from the workspace', async () => {
    assert.strictEqual(vscode.workspace.isTrusted, false);
    const document = await open(vscode.Uri.joinPath(folder(), 'image.json'));
    await finding(document, 'os-mismatch-customizer');
    const { line } = await running();
    assert.ok(!line.includes('--prefer-environment') && !line.some((each) => each.includes('steal')), String(line));
    assert.ok(!fs.existsSync(path.join(process.env.AIBLSP_TEST_OUT, 'stolen')));
  });
});
