"""Backslashes of Windows paths that JSON reads as tabs and line ends; scripts with real line breaks are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.jsonc.strings import document_offset
from aiblsp.pattern import later
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    import re

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_LETTERS = {"\t": "t", "\b": "b", "\f": "f", "\n": "n", "\r": "r"}
# In a path no control character is meant. In a script only what follows a drive is certain: `c:\temp` gave a tab, but a
# line may well end in `D:`, so line ends do not count.
_IN_PATH = later(r"[\t\b\f\n\r](?=\w)")
_AFTER_DRIVE = later(r"(?<=[A-Za-z]:)(?<!\w[A-Za-z]:)[\t\b\f](?=\w)")


@rule(WARNING, words=("\t", "\b", "\f", "\n", "\r"))
def json_suspicious_escape(step: Step, document: Document) -> Findings:
    r"""A backslash in a path that JSON takes for an escape

    In JSON `\t`, `\n`, `\b`, `\f` and `\r` are control characters. A Windows path with single backslashes, such as
    `c:\temp\new`, therefore arrives as `c:`, a tab, `emp`, a line end and `ew`: the file is not found, or lands in a
    strange place. Write each backslash twice.

    ## Bad

    ```jsonc
    "customize": [
      {
        "type": "File",
        "name": "settings",
        "sourceUri": "https://example.com/settings.json",
        "destination": "c:\temp\new.json"
      }
    ]
    ```

    ## Good

    ```jsonc
    "customize": [
      {
        "type": "File",
        "name": "settings",
        "sourceUri": "https://example.com/settings.json",
        "destination": "c:\\temp\\new.json"
      }
    ]
    ```

    Source: Windows restart customizer (doubled backslashes), https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    for name in ("destination", "sourceUri"):
        node = step.get(name)
        if (
            node is not None
            and node.kind == "string"
            and (name == "sourceUri" or "\\" in node.value or ":" in node.value)
        ):
            yield from _look(node, _IN_PATH, document)
    for line in (*step.lines, step.get("restartCommand"), step.get("restartCheckCommand")):
        if line is not None and line.kind == "string":
            yield from _look(line, _AFTER_DRIVE, document)


def _look(node: Node, pattern: re.Pattern[str], document: Document) -> Findings:
    if node.value.isprintable():
        return  # no control character in it
    found = [match.start() for match in pattern.finditer(node.value)]
    text = (node.source or document.source).text
    offsets = [document_offset(text, node, index) for index in found]
    # A real line break within a string of a deployment template is no escape.
    written = [(index, offset) for index, offset in zip(found, offsets, strict=True) if text.startswith("\\", offset)]
    if not written:
        return
    first = written[0][0]
    letter = _LETTERS[node.value[first]]
    yield Finding(
        node,
        f"`\\{letter}` is a control character in JSON, not a part of the path. Write the backslash twice: `\\\\{letter}`",
        part=(first, first + 1),
        fix=Fix("Double the backslashes", tuple(Edit(offset, offset, "\\") for _, offset in written)),
    )
