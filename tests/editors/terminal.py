"""A terminal of its own for an editor, by tmux: keys go in, the screen comes out. Knows no editor."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

SECONDS = 60  # before waiting is given up; only what never comes takes so long
_PAUSE = 0.02


class Terminal:
    """A program in a terminal of 150 columns and 50 lines."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def tmux(self, *arguments: str, **options: Mapping[str, str] | Path) -> str:
        command = ["tmux", "-u", "-f", "/dev/null", "-S", str(self._socket), *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload]
        return str(done.stdout)

    def keys(self, *names: str) -> None:
        """Press keys by the names that tmux has for them, such as `Escape` and `C-x`; others are typed as they are."""
        for name in names:
            self.tmux("send-keys", name)

    def type(self, text: str) -> None:
        """Type a text."""
        self.tmux("send-keys", "-l", "--", text)

    def screen(self) -> str:
        """What is to be seen now."""
        return self.tmux("capture-pane", "-p")

    def wait(self, *texts: str) -> str:
        """Wait until all of these are on the screen; answers with it."""
        return self.until(lambda screen: all(text in screen for text in texts), f"to see {texts}")

    def until(self, met: Callable[[str], bool], what: str) -> str:
        """Wait until the screen is as wanted; answers with it."""
        end = time.monotonic() + SECONDS
        while not met(screen := self.screen()):
            if time.monotonic() > end:
                raise AssertionError(f"waited {what}; the screen is\n{screen}")
            time.sleep(_PAUSE)
        return screen


@contextmanager
def terminal(folder: Path, command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Run a program in a terminal, in a folder, and end it."""
    made = Terminal(folder / "tmux")
    size = ("-x", "150", "-y", "50")
    made.tmux("new-session", "-d", *size, "--", *command, cwd=folder, env=environment)
    try:
        yield made
    finally:
        made.tmux("kill-server")
