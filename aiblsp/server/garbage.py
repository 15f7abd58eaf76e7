"""Looks for garbage when nobody waits: the collector itself would start in the midst of reading a text.

What is made of a text has no cycles (see `template.held`) and goes when there is a newer one. What is left to find is
little, and of the libraries below; but to find it, all nodes of all texts that are open must be passed.
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiblsp.server.server import Server

_SECONDS: Final = 5  # from one look to the next; a client that said nothing meanwhile is at rest
_WORTH: Final = 50_000  # objects that have come since the last look and are still there
_TOO_MANY: Final = 1_000_000  # as many are looked through also while the client talks


def stop() -> None:
    """Start no search by itself: at start it would take a sixth of the time, and what is loaded stays."""
    gc.disable()


def watch(server: Server) -> None:
    """Look from time to time, from now on, but not in what is there already. Needs a running loop."""
    gc.freeze()
    _again(server)


def _again(server: Server) -> None:
    asyncio.get_running_loop().call_later(_SECONDS, _look, server, server.heard)


def _look(server: Server, heard: int) -> None:
    new = gc.get_count()[0]
    if new > (_WORTH if server.heard == heard else _TOO_MANY):
        gc.collect()
    _again(server)
