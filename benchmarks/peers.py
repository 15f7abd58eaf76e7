"""Installs the tools that aiblsp is measured against, by pip and npm, in a folder of their own that git ignores."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
PYTHON_PACKAGES = ("check-jsonschema==0.39.0",)
NODE_PACKAGES = ("vscode-json-languageservice@5.7.2", "vscode-languageserver-textdocument@1.0.16")
SERVER_PACKAGES = ("vscode-json-languageserver@1.3.4",)
SCHEMA = HERE.parent / "schemas" / "2024-02-01" / "imageTemplates.schema.json"  # of a resource body


def check_jsonschema() -> list[str]:
    """The command that starts check-jsonschema, installed first where it is not yet."""
    environment = PEERS / "venv"
    command = environment / "bin" / "check-jsonschema"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([environment / "bin" / "pip", "install", "-q", *PYTHON_PACKAGES], check=True)
    return [str(command)]


def json_language_service() -> list[str] | None:
    """The command that validates files with vscode-json-languageservice; None where there is no Node.js."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    if not (PEERS / "node_modules" / "vscode-json-languageservice").exists():
        PEERS.mkdir(exist_ok=True)
        (PEERS / "package.json").write_text('{"private": true}\n', "utf-8")
        install = [npm, "install", "--no-save", "--no-package-lock", "--prefix", str(PEERS), *NODE_PACKAGES]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    script = PEERS / "validate.mjs"  # beside node_modules, where Node.js looks for what it imports
    shutil.copyfile(HERE / "validate.mjs", script)
    return [node, str(script)]


def json_language_server() -> list[str] | None:
    """The command that starts VS Code's server for JSON; None where there is no Node.js."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    folder = PEERS / "server"  # of its own: it needs an older version of the language service
    script = folder / "node_modules" / "vscode-json-languageserver" / "bin" / "vscode-json-languageserver"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n', "utf-8")
        install = [npm, "install", "--no-save", "--no-package-lock", "--prefix", str(folder), *SERVER_PACKAGES]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    return [node, str(script), "--stdio"]
