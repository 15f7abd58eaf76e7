"""Secrets in scripts, restart commands and defaults; tags and addresses are left to other rules."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from aiblsp.expression.form import is_expression
from aiblsp.facts import access
from aiblsp.facts.names import short
from aiblsp.facts.secrets import SIGNS, find_secrets, is_placeholder, is_secret_name
from aiblsp.jsonc.strings import document_offset
from aiblsp.record import replace
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.read import read_cmd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Image, Step

# Without one of these no command is given a secret: a cheap first look.
_HINTS = (
    *("pass", "secret", "token", "key", "login", "mysql", "mariadb", "net user", "net.exe user", "unzip", "7z"),
    *("psexec", "schtasks", "useradd", "usermod", "curl", "connection", "asplaintext", "sudo -"),
)
# The same for all that this rule finds in scripts; what holds another one goes without saying.
_SIGNS = tuple(
    sign
    for sign in dict.fromkeys((*_HINTS, *SIGNS))
    if not any(other != sign and other in sign for other in (*_HINTS, *SIGNS))
)
_COMMANDS = frozenset({"restartcommand", "restartcheckcommand"})
_SECRET = frozenset({"secret"})
_ADVICE = "everybody who may read the image template sees it. Read it from Key Vault with the build VM's identity"


@rule(WARNING)
def secret_in_inline(image: Image, document: Document) -> Findings:
    """A secret in the template

    Inline commands and defaults are stored as they are: everybody with read access to the image template sees them, they
    stand in deployment histories and logs, and support staff may read them. Put secrets into Key Vault, give the
    build VM an identity that may read them, and fetch them in the script.

    What is reported looks like a key or token by its form, or stands where a command takes a password. Variables and
    placeholders are not reported.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "login", "inline": ["docker login contoso.azurecr.io -u build -p S3cretPassw0rd"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "login", "inline": ["az login --identity", "az acr login -n contoso"]}
    ]
    ```

    Source: inline commands can be seen, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    Source: how to handle secrets, https://github.com/Azure/azvmimagebuilder/issues/20
    """
    for step in image.steps if _hinted(image) else ():
        if step.lines and step.type is not None:
            yield from _in_script(step, document)
        for name in ("restartCommand", "restartCheckCommand"):
            node = step.get(name)
            text = node.text() if node is not None else None
            if node is not None and text:
                for kind, start, end in _secrets(text, partial(read_cmd, text)):
                    yield _finding(node, kind, (start, end))
    yield from _in_defaults(image)


def _hinted(image: Image) -> bool:
    """A cheap first look at all steps at once."""
    texts: list[str] = []
    for step in image.steps:
        members = step.node.members()
        if "inline" in members:
            texts += [line.value for line in step.lines if line.kind == "string"]
        if not _COMMANDS.isdisjoint(members):
            texts += [step.value(name) or "" for name in _COMMANDS]
    lowered = "\n".join(texts).lower()
    return [sign for sign in _SIGNS if sign in lowered] != []


def _in_script(step: Step, document: Document) -> Findings:
    for kind, start, end in _secrets(step.script.text, lambda: step.commands):
        node, part = step.locate(start, end)
        last, last_part = step.locate(end - 1, end)
        if last is node:
            yield _finding(node, kind, part)
            continue
        # All of its lines belong to it, so that no report prints any of them.
        text = document.source.text
        span = document_offset(text, node, part[0]), document_offset(text, last, last_part[1])
        here = node.source is None and last.source is None and span[0] < span[1]
        yield replace(_finding(node, kind, part), span=span if here else None)


def _finding(node: Node, kind: str, part: tuple[int, int]) -> Finding:
    return Finding(node, f"This looks like {kind}, and {_ADVICE}", part=part, tags=_SECRET)


def _secrets(text: str, commands: Callable[[], Sequence[Command]]) -> Iterator[tuple[str, int, int]]:
    """Kind and place of each secret in a script, none within another."""
    found = [(secret.start, 0, secret.end, secret.kind) for secret in find_secrets(text)]
    lowered = text.lower()
    if [hint for hint in _HINTS if hint in lowered]:
        from aiblsp.script.credentials import find_credentials  # here, because few scripts give a hint

        found += [(each.start, 1, each.end, each.kind) for each in find_credentials(commands())]
    if not found:
        return
    addresses = [
        address
        for address in access.find_addresses(text)
        if access.shared_access(address.text) or access.credentials(address.text)
    ]
    starts = [address.start for address in addresses]
    told = 0
    for start, _, end, kind in sorted(found):
        at = bisect_right(starts, start) - 1
        if start < told or (at >= 0 and end <= addresses[at].end):
            continue
        told = end
        yield kind, start, end


def _in_defaults(image: Image) -> Findings:
    if image.scope is None:
        return
    for parameter in image.scope.parameters.values():
        default = parameter.default
        text = default.text() if default is not None else None
        if default is None or not text or is_expression(text):
            continue
        secrets = find_secrets(text)
        if secrets:
            kind = secrets[0].kind
        elif (parameter.secure or is_secret_name(parameter.name)) and not is_placeholder(text):
            kind = "a password or key"
        else:
            continue
        yield Finding(
            default,
            f"The default of `{short(parameter.name)}` looks like {kind}, and everybody who may read this file sees it. "
            "Leave it out and give the value when you deploy",
            part=(secrets[0].start, secrets[0].end) if secrets else (0, len(text)),
            tags=_SECRET,
        )
