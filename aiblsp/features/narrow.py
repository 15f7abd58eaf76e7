"""Completions for editors that replace only what stands before the cursor. Knows text and quotes, no templates.

Neovim's and Vim's own completion take the end of an edit for the place of the cursor, and compare what was typed with
the text to be inserted. So the quote in front of the word stays, and what stands behind the cursor is made use of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Edit
from aiblsp.record import replace

if TYPE_CHECKING:
    from aiblsp.features.item import Completion
    from aiblsp.text import Source

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*')


def narrowed(item: Completion, source: Source, offset: int) -> Completion:
    """The same item for a cursor at `offset`, ending there and starting behind a quote that was typed.

    Where a closing quote stands behind the cursor, it becomes the last one of the text, or of its first string.
    """
    typed, behind = source.text[item.start : offset], source.text[offset : item.end]
    start, insert = item.start, item.insert
    if behind.startswith('"') and not typed:
        return item  # the cursor is before a string, and all of it is to be replaced
    edits, lead = item.edits, insert[: insert.find('"')]
    if typed.startswith('"') and lead and not lead.strip(" ,:"):
        # What belongs in front of the quote that stays; a blank alone can be left out.
        edits += (Edit(start, start, lead),) if lead.strip() else ()
        insert = insert[len(lead) :]
    first = _STRING.match(insert)
    if first and behind.endswith('"') and typed.startswith('"'):
        insert = insert[:-1] if insert.endswith('"') else first.group()
    if typed.startswith('"') and insert.startswith('"'):
        start, insert = start + 1, insert[1:]
    return replace(item, start=start, end=offset, insert=insert, filter=item.filter.strip('"'), edits=edits)
