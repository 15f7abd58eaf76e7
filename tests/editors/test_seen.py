"""What real editors show of a template: where findings are, what hovers say, what can be completed.

The lines with findings hold Chinese and emoji before them, so the way that each editor counts columns matters.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.editors.places import ALL, HERE, SNIPPETS, Editor, missing, neovim, settle, tmux
from tests.editors.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FINDINGS = {
    ("location-unknown", 12, '"westeurop"'),
    ("os-mismatch-customizer", 28, '"Shell"'),
    ("unknown-property", 36, '"aritfactTags"'),
    ("json-syntax-error", 38, '"storageAccountType":'),
}
HOVERS = {
    '"source"': ("source · object · required", "Source image", "Marketplace image"),
    '"inline": ["echo': ("inline · array of string", "sudo apt-get update"),
    '"restartTimeout"': ("restartTimeout · string · optional", "Windows", "1h30m"),
}
COMPLETIONS = {
    '"安装 🛠️", "type": "': ("Shell", "PowerShell", "WindowsRestart", "WindowsUpdate", "File"),
    '🚀" }, "location": "': ("eastus", "westeurope", "northeurope", "usgovvirginia"),
    '"storageAccountType": ': ("Standard_LRS", "Standard_ZRS", "Premium_LRS"),
}
ASKED = {"hovers": list(HOVERS), "completions": list(COMPLETIONS)}


def see(editor: Editor, folder: Path, asked: Mapping[str, Any]) -> Any:
    """Open the template in an editor without anybody at the keys; answers with what the editor tells."""
    environment = settle(editor, folder)
    opened, seen = folder / "image.json", folder / "seen.json"
    shutil.copy(HERE / "image.json", opened)
    (folder / "asked.json").write_text(json.dumps(asked), "utf-8")
    environment |= {"ASKED": str(folder / "asked.json"), "SEEN": str(seen), "FILE": str(opened)}
    if editor.name == "vim":  # it needs a terminal
        tmux()
        with terminal(folder, [*editor.command, "-S", str(HERE / "seen.vim"), str(opened)], environment) as window:
            window.until(lambda _: seen.exists() and seen.read_text("utf-8").endswith("\n"), "for Vim")
    else:
        start: tuple[str, ...] = ("--headless", str(opened), "-c", f"luafile {HERE / 'seen.lua'}")
        if editor.name == "emacs":
            files = (str(folder / ".emacs.d" / "init.el"), str(HERE / "seen.el"))
            start = ("--batch", "-f", "package-initialize", "-l", files[0], "-l", files[1])
        command = [editor.command[0], *(() if editor.name == "emacs" else editor.command[1:]), *start]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=240, check=False)
        assert seen.exists(), done.stderr.decode()
    shown = json.loads(seen.read_text("utf-8"))
    assert "failure" not in shown, shown["failure"]
    return shown


@pytest.fixture(scope="module", params=ALL)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return see(ALL[request.param](), tmp_path_factory.mktemp(request.param), ASKED)


def test_findings_are_where_they_belong(seen: Any) -> None:
    assert {(each["rule"], each["line"], each["covered"]) for each in seen["diagnostics"]} == FINDINGS


def test_hovers_explain_sections(seen: Any) -> None:
    for shown, wanted in zip(seen["hovers"], HOVERS.values(), strict=True):
        plain = shown.replace("**", "")
        assert all(each in plain for each in wanted), plain


def test_values_are_offered(seen: Any) -> None:
    for shown, wanted in zip(seen["completions"], COMPLETIONS.values(), strict=True):
        assert set(wanted) <= {each.strip('"') for each in shown}


def test_the_form_of_nvim_lspconfig(tmp_path: Path) -> None:
    editor = neovim()
    editor = Editor(editor.name, editor.command, (("nvim-lspconfig.lua", ".config/nvim/lsp/aiblsp.lua"),))
    (tmp_path / ".config" / "nvim").mkdir(parents=True)
    (tmp_path / ".config" / "nvim" / "init.lua").write_text("vim.lsp.enable('aiblsp')\n")
    told = see(editor, tmp_path, {"hovers": [], "completions": []})
    assert {(each["rule"], each["line"], each["covered"]) for each in told["diagnostics"]} == FINDINGS


def test_findings_by_way_of_efm(tmp_path: Path) -> None:
    if shutil.which("efm-langserver") is None:
        missing("efm-langserver")
    editor = neovim()
    (tmp_path / ".config" / "nvim").mkdir(parents=True)
    command = f"{{ 'efm-langserver', '-c', '{SNIPPETS / 'efm.yaml'}' }}"
    start = f"vim.lsp.config('efm', {{ cmd = {command}, filetypes = {{ 'json' }} }})\nvim.lsp.enable('efm')\n"
    (tmp_path / ".config" / "nvim" / "init.lua").write_text(start)
    told = see(Editor(editor.name, editor.command, ()), tmp_path, {"hovers": [], "completions": []})
    shown = {(each["line"], each["message"].split()[0]) for each in told["diagnostics"]}
    assert shown == {(line, rule) for rule, line, _ in FINDINGS}


def test_the_batch_run_finds_the_same() -> None:
    from aiblsp.document import analyze
    from aiblsp.lint import lint
    from aiblsp.text import decode

    path = HERE / "image.json"
    found = lint(analyze(decode(path.read_bytes(), str(path))))
    places = {(each.rule, each.place.source.position(each.place.start)[0] + 1) for each in found}
    assert places == {(rule, line) for rule, line, _ in FINDINGS}
