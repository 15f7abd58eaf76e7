// The extension in a folder: all that it answers, and how it takes changes of settings and lost servers.
const assert = require('assert');
const fs = require('fs');
const vscode = require('vscode');
const { at, complete, finding, findings, folder, hover, label, open, rules, runner, running, say, serverProcess, set, until, write } = require('./support');

exports.run = runner('folder', () => {
  const file = (name) => vscode.Uri.joinPath(folder(), name);
  const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);
  const debug = async () => {
    await run('aiblsp.debugInformation');
    return JSON.parse(vscode.window.activeTextEditor.document.getText());
  };
  let image;

  before(async () => {
    const extension = vscode.extensions.getExtension('aiblsp.aiblsp');
    assert.ok(extension, 'the extension is not installed');
    const started = performance.now();
    await extension.activate();
    say(`activation took ${(performance.now() - started).toFixed(1)} ms in VS Code ${vscode.version}`);
    const opened = performance.now();
    image = await open(file('image.json'));
    await finding(image, 'os-mismatch-customizer');
    say(`first diagnostics ${Math.round(performance.now() - opened)} ms after the file was opened`);
  });
  afterEach(async () => {
    if (image.isDirty) await run('workbench.action.files.revert');
  });

  describe('diagnostics', () => {
    it('names the rule, links to its page, points at the value', async () => {
      const found = await finding(image, 'os-mismatch-customizer');
      assert.strictEqual(image.getText(found.range), '"Shell"');
      assert.strictEqual(found.severity, vscode.DiagnosticSeverity.Error);
      assert.match(String(found.code.target), /os-mismatch-customizer/);
    });
    it('says everything once', () => {
      const all = findings(image).map((each) => `${each.range.start.line}:${each.range.start.character} ${each.message}`);
      assert.deepStrictEqual(all, [...new Set(all)]);
      assert.deepStrictEqual(rules(image), ['checksum-missing', 'enum-value-casing', 'os-mismatch-customizer', 'replication-regions-deprecated']);
    });
    it('goes when the mistake does', async () => {
      const { document } = await write(image.getText().replace('"powershell"', '"PowerShell"'));
      await finding(document, 'os-mismatch-customizer');
      assert.ok(!rules(document).includes('enum-value-casing'));
    });
    it('leaves JSON syntax to VS Code', async () => {
      const { document } = await write('{ "type": "Microsoft.VirtualMachineImages/imageTemplates", "location": "nowhere" "tags": {} }');
      const all = await until('a syntax error', () => {
        const found = vscode.languages.getDiagnostics(document.uri);
        return found.some((each) => /comma/i.test(each.message)) && found;
      });
      assert.deepStrictEqual(all.filter((each) => /comma/i.test(each.message)).map((each) => each.source), ['json']);
    });
    it('reads JSON with comments', async () => {
      const { document } = await write(`// for servers\n${image.getText()}`, 'jsonc');
      await finding(document, 'os-mismatch-customizer');
    });
  });

  describe('a file that is not ours', () => {
    it('gets nothing', async () => {
      const document = await open(file('package.json'));
      await open(file('web.json'));
      await finding(vscode.window.activeTextEditor.document, 'enum-value-invalid'); // by now the first was looked at, too
      assert.deepStrictEqual(findings(document), []);
      assert.strictEqual(await hover(document, at(document, '"lo¦cation"')), '');
      const items = await complete(document, at(document, '"type": "¦module"'));
      assert.ok(!items.some((each) => /Shell|WindowsRestart/.test(label(each))));
      const lenses = await run('vscode.executeCodeLensProvider', document.uri);
      assert.ok(!lenses.some((each) => /^aiblsp/.test(each.command?.command)));
    });
  });

  describe('completion', () => {
    const body = (type, more) => `{"type": "Microsoft.VirtualMachineImages/imageTemplates", "location": "westeurope", "properties": {"${type}": [{${more}}]}}`;
    const labels = async (text) => {
      const { document, position } = await write(text);
      return (await complete(document, position)).map(label);
    };
    it('knows types of customizers', async () => {
      const found = await labels(body('customize', '"type": "¦"'));
      for (const type of ['Shell', 'PowerShell', 'WindowsRestart', 'WindowsUpdate', 'File']) assert.ok(found.includes(type), `${type} in ${found}`);
    });
    it('knows regions', async () => {
      const found = await labels('{"type": "Microsoft.VirtualMachineImages/imageTemplates", "location": "w¦", "properties": {"source": {}}}');
      assert.ok(found.includes('westeurope'), String(found));
    });
    it('knows types of storage accounts', async () => {
      const found = await labels(body('distribute', '"type": "SharedImage", "storageAccountType": "¦"'));
      assert.ok(found.includes('Standard_ZRS'), String(found));
    });
    it('knows properties of this place, without quotes and in a half-typed file', async () => {
      const found = await labels('{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {"customize": [{"type": "WindowsRestart", ¦');
      assert.ok(found.includes('restartTimeout'), String(found));
      assert.ok(!found.includes('inline'), String(found));
    });
    it('knows functions and parameters in expressions', async () => {
      const text = image.getText().replace("[parameters('location')]", "[parameters('¦')]");
      assert.ok((await labels(text)).some((each) => each.includes('imageName')));
    });
  });

  describe('hover', () => {
    it('documents properties', async () => {
      assert.match(await hover(image, at(image, '"cus¦tomize"')), /customiz/i);
    });
    it('tells the value of an expression', async () => {
      assert.match(await hover(image, at(image, "[variables('out¦putName')]")), /it-server-gallery/);
    });
    it('speaks Chinese where that is wanted, without a restart', async () => {
      const before = (await running()).pid;
      await set('aiblsp.locale', 'zh-cn');
      await until('a Chinese hover', async () => /[\u4e00-\u9fff]/.test(await hover(image, at(image, '"cus¦tomize"'))));
      await set('aiblsp.locale', undefined);
      await until('an English hover', async () => /^[^\u4e00-\u9fff]+$/.test(await hover(image, at(image, '"cus¦tomize"'))));
      assert.strictEqual((await running()).pid, before);
    });
  });

  describe('navigation', () => {
    it('goes to the definition of a parameter', async () => {
      const [place] = await run('vscode.executeDefinitionProvider', image.uri, at(image, "[parameters('loca¦tion')]"));
      const range = place.targetSelectionRange ?? place.targetRange ?? place.range;
      assert.strictEqual(range.start.line, at(image, '¦"location": { "type"').line);
    });
    it('finds references, in parameter files too', async () => {
      const places = await run('vscode.executeReferenceProvider', image.uri, at(image, '"image¦Name": { "type"'));
      assert.ok(places.length >= 3, String(places.length));
      assert.ok(places.some((each) => each.uri.path.endsWith('image.parameters.json')));
    });
    it('renames', async () => {
      const edit = await run('vscode.executeDocumentRenameProvider', image.uri, at(image, '"image¦Name": { "type"'), 'serverName');
      const changed = Object.fromEntries(edit.entries().map(([uri, edits]) => [uri.path.split('/').pop(), edits.length]));
      assert.deepStrictEqual(changed, { 'image.json': 3, 'image.parameters.json': 1 });
    });
    it('outlines the phases', async () => {
      const names = [];
      const walk = (symbols) => symbols.forEach((each) => (names.push(each.name), walk(each.children ?? [])));
      walk(await run('vscode.executeDocumentSymbolProvider', image.uri));
      for (const name of ['source', 'customize', 'distribute']) assert.ok(names.some((each) => each.includes(name)), String(names));
    });
    it('links addresses', async () => {
      const links = await run('vscode.executeLinkProvider', image.uri);
      assert.ok(links.some((each) => String(each.target).endsWith('/configure.ps1')));
    });
    it('folds and selects', async () => {
      assert.ok((await run('vscode.executeFoldingRangeProvider', image.uri)).length > 5);
      const [selection] = await run('vscode.executeSelectionRangeProvider', image.uri, [at(image, '"res¦tart"')]);
      assert.ok(selection.parent);
    });
  });

  describe('beside the code', () => {
    const everything = () => new vscode.Range(0, 0, image.lineCount, 0);
    it('shows values and defaults, until a setting says no', async () => {
      const hints = async () => {
        const found = await run('vscode.executeInlayHintProvider', image.uri, everything());
        return found.map((each) => (typeof each.label === 'string' ? each.label : each.label.map((part) => part.value).join('')));
      };
      await until('values', async () => (await hints()).some((each) => each.includes('it-server-gallery')));
      await set('aiblsp.inlayHints.values', false);
      await until('no values', async () => !(await hints()).some((each) => each.includes('it-server-gallery')));
      await set('aiblsp.inlayHints.values', undefined);
    });
    it('has a lens with the API version', async () => {
      const lenses = await run('vscode.executeCodeLensProvider', image.uri, 10);
      assert.ok(lenses.some((each) => each.command?.title.includes('2024-02-01')), JSON.stringify(lenses));
      const known = await vscode.commands.getCommands(true);
      for (const each of lenses) if (each.command?.command) assert.ok(known.includes(each.command.command), each.command.command);
    });
    it('colours expressions', async () => {
      const tokens = await run('vscode.provideDocumentSemanticTokens', image.uri);
      assert.ok(tokens.data.length > 0);
    });
    it('helps with the arguments of functions', async () => {
      const help = await run('vscode.executeSignatureHelpProvider', image.uri, at(image, "concat(¦parameters('imageName')"), '(');
      assert.match(help.signatures[0].label, /concat/);
    });
  });

  describe('fixes', () => {
    it('offers a fix for a finding', async () => {
      const found = await finding(image, 'enum-value-casing');
      const actions = await run('vscode.executeCodeActionProvider', image.uri, found.range, vscode.CodeActionKind.QuickFix.value);
      const action = actions.find((each) => each.title === 'Change to `PowerShell`');
      assert.ok(action?.isPreferred && action.edit, JSON.stringify(actions.map((each) => each.title)));
      await vscode.workspace.applyEdit(action.edit);
      assert.ok(image.getText().includes('"type": "PowerShell"'));
    });
    it('fixes all on command', async () => {
      const { document } = await write(image.getText().replace('"PowerShell"', '"powershell"'));
      await finding(document, 'enum-value-casing');
      await run('aiblsp.fixAll');
      await until('the fix', () => document.getText().includes('"type": "PowerShell"'));
    });
    it('fixes on save', async () => {
      const written = fs.readFileSync(file('image.json').fsPath, 'utf8');
      await set('editor.codeActionsOnSave', { 'source.fixAll.aiblsp': 'explicit' });
      await vscode.window.showTextDocument(image);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(image.uri, image.positionAt(0), ' ');
      await vscode.workspace.applyEdit(edit);
      await image.save();
      await set('editor.codeActionsOnSave', undefined);
      assert.ok(fs.readFileSync(file('image.json').fsPath, 'utf8').includes('"type": "PowerShell"'));
      fs.writeFileSync(file('image.json').fsPath, written);
      await until('the file as it was', () => image.getText() === written);
    });
  });

  describe('settings', () => {
    it('take effect at once: ignored rules, severities', async () => {
      await set('aiblsp.lint.ignore', ['os-mismatch-*']);
      await until('silence', () => !rules(image).includes('os-mismatch-customizer'));
      await set('aiblsp.lint.ignore', undefined);
      await finding(image, 'os-mismatch-customizer');
      await set('aiblsp.lint.severity', { 'os-mismatch-customizer': 'info' });
      await until('another severity', async () => (await finding(image, 'os-mismatch-customizer')).severity === vscode.DiagnosticSeverity.Information);
      await set('aiblsp.lint.severity', undefined);
    });
    it('switch the whole off and on', async () => {
      await set('aiblsp.enable', false);
      await until('silence', () => findings(image).length === 0);
      await set('aiblsp.enable', undefined);
      await finding(image, 'os-mismatch-customizer');
    });
    it('are read from a configuration file, too', async () => {
      fs.writeFileSync(file('.aiblsp.toml').fsPath, 'ignore = ["os-mismatch-customizer"]\n');
      try {
        await until('silence', () => !rules(image).includes('os-mismatch-customizer'));
      } finally {
        fs.rmSync(file('.aiblsp.toml').fsPath);
      }
      await finding(image, 'os-mismatch-customizer');
    });
    it('may name the folder of the workspace', async () => {
      fs.writeFileSync(file('other.toml').fsPath, 'ignore = ["os-mismatch-customizer"]\n');
      await set('aiblsp.configuration', '${workspaceFolder}/other.toml');
      await until('silence', () => !rules(image).includes('os-mismatch-customizer'));
      await set('aiblsp.configuration', undefined);
      await finding(image, 'os-mismatch-customizer');
    });
  });

  describe('commands', () => {
    it('start a template without findings', async () => {
      for (const os of ['linux', 'windows']) {
        await run('aiblsp.newTemplate', os);
        const { document } = vscode.window.activeTextEditor;
        assert.strictEqual(document.languageId, 'json');
        JSON.parse(document.getText());
        assert.deepStrictEqual(findings(document).filter((each) => each.severity === vscode.DiagnosticSeverity.Error), []);
      }
    });
    it('explain a rule', async () => {
      await run('aiblsp.explainRule', 'os-mismatch-customizer');
      await until('a preview', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('os-mismatch-customizer'));
    });
    it('check the workspace, files that are not open too', async () => {
      await run('workbench.action.closeAllEditors');
      await run('aiblsp.lintWorkspace');
      const web = file('web.json');
      await until('findings in a closed file', () => vscode.languages.getDiagnostics(web).some((each) => each.source === 'aiblsp'));
      image = await open(file('image.json'));
    });
    it('tell what a bug report needs', async () => {
      const about = await debug();
      assert.match(about.launch.interpreter.version, /^3\.\d+\.\d+$/);
      assert.ok(about.server.version);
    });
    it("turn VS Code's schema off", async () => {
      const complaint = () => vscode.languages.getDiagnostics(image.uri).filter((each) => /schema/i.test(each.message) && each.source !== 'aiblsp');
      await until('what VS Code says of the schema', () => complaint().length > 0);
      await run('aiblsp.disableJsonSchema');
      await until('silence', () => complaint().length === 0);
    });
  });

  describe('the server', () => {
    it('comes with the extension', async () => {
      const { line } = await running();
      assert.ok(line.some((each) => /aiblsp\.aiblsp-[\d.]+\/bundled\/run_server\.py$/.test(each)), String(line));
    });
    it('is started anew by command', async () => {
      const { pid } = await running();
      await run('aiblsp.restart');
      assert.notStrictEqual((await running()).pid, pid);
      image = await open(file('image.json'));
      await finding(image, 'os-mismatch-customizer');
    });
    it('is back after it was killed', async () => {
      const { pid } = await running();
      process.kill(pid, 'SIGKILL');
      await until('another server', () => (serverProcess()?.pid ?? pid) !== pid);
      await until('an answer', async () => /customiz/i.test(await hover(image, at(image, '"cus¦tomize"'))));
      await finding(image, 'os-mismatch-customizer');
    });
    it('restarts once for many changes', async () => {
      const { pid } = await running();
      await Promise.all([run('aiblsp.restart'), run('aiblsp.restart'), run('aiblsp.restart')]);
      assert.notStrictEqual((await running()).pid, pid);
      await finding(image, 'os-mismatch-customizer');
    });
    it('is missed where there is no Python, and back when there is one', async () => {
      await set('aiblsp.interpreter', ['/nonexistent/python']);
      await until('no server', async () => (await debug()).launch === null && !serverProcess());
      await set('aiblsp.interpreter', undefined);
      image = await open(file('image.json'));
      await finding(image, 'os-mismatch-customizer');
    });
  });
});
