"""The editors that are on this machine, how they are started, and a home for them with the documented configuration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SNIPPETS = ROOT / "docs" / "editors"
HERE = Path(__file__).parent
REQUIRED = os.environ.get("AIBLSP_REQUIRE_EDITORS") == "1"
_WHEEL = ROOT / ".ci" / "work" / "editors" / "bin" / "nvim"  # Neovim 0.11 as a wheel, see requirements.txt
_ALE = Path("/usr/share/vim-ale")


@dataclass(frozen=True)
class Editor:
    """An editor: its name, the command that starts it, and the file of the documentation that configures it."""

    name: str
    command: tuple[str, ...]
    files: tuple[tuple[str, str], ...]  # of docs/editors, and where in the home folder they go


def missing(what: str) -> NoReturn:
    """Say that an editor is not there: a reason to skip, or where all of them are required, to fail."""
    if REQUIRED:
        pytest.fail(f"{what} is not on this machine, and AIBLSP_REQUIRE_EDITORS is set")
    pytest.skip(f"{what} is not on this machine")


def neovim() -> Editor:
    """Neovim 0.11 or later."""
    program = _neovim(lambda version: version >= (0, 11))
    return Editor("neovim", (program, "-n", "-i", "NONE"), (("neovim.lua", ".config/nvim/init.lua"),))


def old_neovim() -> Editor:
    """Neovim from 0.7 on, before it knew `vim.lsp.config`."""
    program = _neovim(lambda version: (0, 7) <= version < (0, 11))
    return Editor("neovim-0.7", (program, "-n", "-i", "NONE"), (("neovim-0.7.lua", ".config/nvim/init.lua"),))


def vim() -> Editor:
    """Vim with ALE, from the package of a distribution."""
    program = shutil.which("vim.nox")
    if program is None or not _ALE.is_dir():
        missing("Vim with ALE (vim-nox, vim-ale)")
    start = ("--cmd", "filetype plugin on | packadd! ale")
    files = (("vimrc.vim", ".vim/vimrc"), ("ale.vim", ".vim/ale_linters/json/aiblsp.vim"))
    return Editor("vim", (program, "-n", "-i", "NONE", *start), files)


def emacs() -> Editor:
    """Emacs with Eglot."""
    program = shutil.which("emacs")
    if program is None or not _has_eglot(program):
        missing("Emacs with Eglot (emacs-nox, elpa-eglot)")
    return Editor("emacs", (program, "-nw"), (("eglot.el", ".emacs.d/init.el"),))


ALL = {"neovim": neovim, "neovim-0.7": old_neovim, "vim": vim, "emacs": emacs}


def tmux() -> None:
    """Skip or fail where there is no tmux."""
    if shutil.which("tmux") is None:
        missing("tmux")


def settle(editor: Editor, home: Path) -> dict[str, str]:
    """Fill a home folder; answers with the environment to start the editor in."""
    for name, place in editor.files:
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SNIPPETS / name, home / place)
    if editor.name == "emacs":  # else it compiles its own library in the background, in every new home
        (home / ".emacs.d" / "early-init.el").write_text("(setq native-comp-deferred-compilation nil)\n")
    server = home / "bin" / "aiblsp"
    server.parent.mkdir(exist_ok=True)
    server.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m aiblsp "$@"\n')
    server.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "VIM", "NVIM", "TMUX"))}
    own = {"HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TMPDIR": str(home)}
    return {**kept, **own, "PATH": f"{server.parent}{os.pathsep}{os.environ['PATH']}"}


def _neovim(fits: Callable[[tuple[int, ...]], bool]) -> str:
    candidates = [str(_WHEEL), *(str(Path(folder) / "nvim") for folder in os.get_exec_path())]
    for program in candidates:
        if os.access(program, os.X_OK) and fits(_version(program)):
            return program
    missing("A Neovim of the version wanted")


@cache
def _version(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
    found = re.search(r"NVIM v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else ()


@cache
def _has_eglot(program: str) -> bool:
    tried = "(progn (package-initialize) (require 'eglot))"
    return subprocess.run([program, "--batch", "--eval", tried], capture_output=True, check=False).returncode == 0
