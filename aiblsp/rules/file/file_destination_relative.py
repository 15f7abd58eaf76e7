"""Destinations that are no absolute path: relative, in a home folder, or through a variable that nobody expands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_VARIABLE: Final = later(r"%\w{1,40}%|\$\{?(?:[Ee][Nn][Vv]:)?\w{1,40}")


@rule(ERROR, types="File", has="destination")
def file_destination_relative(step: Step, document: Document) -> Findings:
    """A destination that is no absolute path

    `destination` must be the complete path of the file: `/tmp/…` on Linux, `C:\\…` on Windows. No shell looks at it, so `~`,
    `%TEMP%` and `$env:TEMP` are not expanded, and what a relative path is relative to is not defined.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.get("destination")
    text = node.text() if node is not None else None
    # A leading slash or backslash starts at a root; a bracket is an expression where there are none.
    if node is None or not text or not text.strip() or text.startswith(("/", "\\", "[")) or paths.family(text):
        return
    if paths.is_open(text) and not text.startswith("${"):
        return
    variable = _VARIABLE.match(text)
    if text.startswith("~"):
        reason = "no shell expands `~` here"
    elif variable is not None:
        reason = f"no shell expands `{variable.group()}` here"
    else:
        reason = "it is no absolute path"
    good = "C:\\…" if step.image.os_family == "Windows" else "/tmp/…"
    if step.image.os_family is None:
        good = "/tmp/…` or `C:\\…"
    yield Finding(node, f"`{short(text)}` is no place for the file: {reason}. Use a complete path such as `{good}`")
