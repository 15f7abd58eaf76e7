"""Constructs of bash in inline scripts, which `sh` runs; silent on distributions whose `sh` is bash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.shells import default_shell
from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.script.bashisms import bashisms

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.bashisms import Bashism
    from aiblsp.template.model import Image, Step


_WORDS = (
    *("[[", "((", "source", "<<<", "&>", "<(", ">(", "${", "=(", "==", "pipefail", "function"),
    *("declare", "typeset", "shopt", "let ", "pushd", "popd", "mapfile", "readarray", "errtrace"),
)


@rule(WARNING, types="Shell", words=_WORDS)
def shell_bashism_in_inline(step: Step, document: Document) -> Findings:
    """Bash in an inline script

    Inline commands are run by `/bin/sh -e`, whatever the first line says: a `#!/bin/bash` there is a mere comment. On
    Ubuntu and Debian `sh` is dash, which stops at `[[`, `source`, arrays and the like: "not found", "Syntax error". Where
    the distribution is not known the rule is an information; where `sh` is bash it is silent.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "Shell", "name": "release", "inline": ["[[ -f /etc/os-release ]] && source /etc/os-release"]}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "Shell", "name": "release", "inline": ["[ -f /etc/os-release ] && . /etc/os-release"]}
    ]
    ```

    Source: `inline_shebang`, https://developer.hashicorp.com/packer/docs/provisioners/shell#inline_shebang
    """
    shell: str | None = None
    said: set[str] = set()
    for found in bashisms(step.commands):
        if shell is None:
            shell = _shell(step.image)
            if shell == "bash":
                return
        if found.what in said and found.mended is None:
            continue
        said.add(found.what)
        node, part = step.locate(found.start, found.end)
        where = "on this image that is" if shell == "dash" else "on Ubuntu and Debian that is"
        what = f"`{found.what}`" if not found.what.startswith(("an ", "this ")) else found.what.capitalize()
        advice = f"Use {found.instead}" if found.instead is not None else "Write it for `sh`, or run it by `bash -c`"
        yield Finding(
            node,
            f"{what} is bash, but `sh` runs inline scripts: {where} dash, and the step fails. {advice}",
            part=part,
            severity=None if shell == "dash" else INFO,
            fix=_fix(step, found, document),
        )


def _shell(image: Image) -> str:
    """dash, bash, or empty where it is not known which of them `sh` is."""
    source = image.source
    if source is None or source.type != "PlatformImage":
        return ""
    return default_shell(source.value("publisher"), source.value("offer"), source.value("sku")) or ""


def _fix(step: Step, found: Bashism, document: Document) -> Fix | None:
    if found.mended is None:
        return None
    node, part = step.locate(found.start, found.end)
    replaced = edit.replace_part(node.source or document.source, node, *part, found.mended)
    return Fix(f"Change to {found.instead}", (replaced,))
