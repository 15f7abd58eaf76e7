"""Addresses of scripts and files that are none: local paths, other schemes, blanks. Empty ones are left to other rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_DRIVE = later(r"[A-Za-z]:(?![/\\]{2})")
_HOST_FIRST = later(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/")
_ARGUMENTS = later(r"\.(?:ps1|psm1|sh|bash|py|bat|cmd)\s", re.IGNORECASE)


@rule(ERROR, types=("Shell", "PowerShell", "File"), has=("scriptUri", "sourceUri"))
def uri_malformed(step: Step, document: Document) -> Findings:
    """An address that is none

    Image Builder downloads `scriptUri` and `sourceUri` itself, before the build VM runs anything. It needs an absolute
    `https` address: a path on your machine, in the repository or on a file share means nothing to it, and the build
    fails with "Downloading external file … failed".

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "./scripts/setup.sh"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh"}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    for name in ("scriptUri", "sourceUri"):
        node = step.get(name)
        text = node.text() if node is not None else None
        if node is None or text is None or not text.strip():
            continue
        problem = _problem(text)
        if problem is not None:
            yield Finding(node, f"`{name}` {problem}: the download fails", fix=_fix(node, text))


def _problem(text: str) -> str | None:
    """What is wrong with an address, as the end of a sentence; None where nothing is."""
    bare = text.strip()
    uri = uris.split(text)
    if uri is not None and uri.scheme in ("http", "https") and len(text.split(None, 1)) == 1 and bare == text:
        return None  # as nearly all are
    if bare.startswith("["):
        return None  # an expression where there are none is another matter
    if bare.startswith(("\\\\", "//")) and uris.scheme(bare) is None:
        return "is a path of a file share, not an `https` address"
    if _DRIVE.match(bare) or bare.startswith(("/", "./", "../", ".\\", "..\\", "~")):
        return "is a local path, not an `https` address"
    scheme = uris.scheme(bare)
    if scheme == "file":
        return "is a local path, not an `https` address"
    if scheme is None:
        return "is no absolute address, it must start with `https://`"
    if scheme not in ("http", "https"):
        if ":" + "//" not in bare:  # `host:8080/a.sh`
            return "is no absolute address, it must start with `https://`"
        return f"has the scheme `{short(scheme)}`, and only `https` and `http` work"
    if uris.split(bare) is None:
        return f"names no host behind `{short(bare.partition(':')[0])}:`"
    if bare != text:
        return "has blanks around the address"
    if any(map(str.isspace, text)) and not _ARGUMENTS.search(text):
        return "has a blank in it, write it as `%20`"
    return None


def _fix(node: Node, text: str) -> Fix | None:
    bare = text.strip()
    if uris.split(bare) is not None and uris.scheme(bare) in ("http", "https"):
        if bare != text:
            return Fix("Take the blanks away", (edit.replace(node, edit.quote(bare)),))
        if "\t" not in text and "\n" not in text:
            return Fix("Write the blanks as `%20`", (edit.replace(node, edit.quote(text.replace(" ", "%20"))),))
        return None
    if _HOST_FIRST.match(bare) and not any(map(str.isspace, bare)):
        return Fix(
            "Add `https://`, if it names a host", (edit.replace(node, edit.quote(f"https://{bare}")),), safe=False
        )
    return None
