// The part of the Python extension's interface that others use to learn which interpreter the user chose.
const vscode = require('vscode');

exports.activate = () => {
  let chosen;
  const changed = new vscode.EventEmitter();
  vscode.commands.registerCommand('python.setInterpreter', (path) => {
    chosen = path;
    changed.fire({ path });
  });
  return {
    environments: {
      getActiveEnvironmentPath: () => ({ id: chosen ?? 'none', path: chosen ?? '' }),
      resolveEnvironment: async ({ path }) => (path ? { executable: { uri: vscode.Uri.file(path) } } : undefined),
      onDidChangeActiveEnvironmentPath: changed.event,
    },
  };
};
