"""Files with credentials that stay in the image; the home of the build user goes with the user, and is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.names import short
from aiblsp.rule import HINT, Finding, rule
from aiblsp.script.contents import Filled, fills

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Image, Step

# Ends of paths, in lower case with slashes, and words of which the text must hold one; none of them is any text.
_FILES: Final = {
    ".git-credentials": (),
    ".netrc": (),
    ".pypirc": (),
    ".npmrc": ("_auth", "_password"),
    ".docker/config.json": (),
    ".aws/credentials": (),
    ".kube/config": (),
    "unattend.xml": ("password",),
    "autounattend.xml": ("password",),
}
_REMOVERS: Final = frozenset({"rm", "shred", "mv", "unlink", "remove-item", "move-item", "del", "docker", "npm", "git"})


@rule(
    HINT,
    has="properties.customize",
    words=(".git-credentials", ".netrc", ".pypirc", ".npmrc", ".docker", ".aws", ".kube", "unattend.xml"),
)
def inline_leaves_credentials_in_image(image: Image, document: Document) -> Findings:
    """Credentials that stay in the image

    A file with a token or password that a step writes is part of every machine that is made from the image. Remove it in
    the same step. Generalizing a Linux image removes the user that the build runs as, with its home; other places stay.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "npm", "inline": ["echo \\"//npm.contoso.com/:_authToken=$TOKEN\\" | sudo tee /opt/app/.npmrc", "sudo npm ci"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "npm", "inline": ["echo \\"//npm.contoso.com/:_authToken=$TOKEN\\" | sudo tee /opt/app/.npmrc", "sudo npm ci", "sudo rm /opt/app/.npmrc"]}]
    ```

    Source: sensitive data in scripts, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    left: list[tuple[str, Node, tuple[int, int], str]] = []
    for step in image.customizers:
        if step.type is None or step.get("scriptUri") is not None or any(line.kind != "string" for line in step.lines):
            left.clear()  # it may remove them
        if not any(_mentions(line.value) for line in step.lines if line.kind == "string"):
            continue
        commands = step.commands
        for index, command in enumerate(commands):
            if left and command.name in _REMOVERS:
                texts = [word.text.replace("\\", "/").lower() for word in command.args]
                left = [each for each in left if not any(each[0].rpartition("/")[2] in text for text in texts)]
            for filled in fills(commands, index):
                name = _credentials(step, command, filled)
                if name is not None:
                    node, part = step.locate(filled.path)
                    left.append((name, node, part, filled.path.text))
    for _, node, part, path in left:
        yield Finding(
            node,
            f"`{short(path)}` stays in the image, with the credentials in it. Remove it in the same step",
            part=part,
        )


def _mentions(line: str) -> bool:
    lowered = line.replace("\\", "/").lower()
    return any(name in lowered for name in _FILES)


def _credentials(step: Step, command: Command, filled: Filled) -> str | None:
    """The file with credentials that is filled; None where it is none, or goes away with the build user."""
    path = filled.path.text.replace("\\", "/").lower()
    name = next((name for name in _FILES if path.endswith(f"/{name}") or path == name), None)
    if name is None:
        return None
    if step.type == "Shell" and not path.startswith("/") and not command.elevated:
        return None
    if path.startswith(("/tmp/", "/dev/", "/home/", "~/", "$home/", "${home}/")):
        return None
    text = " ".join(word.text for word in filled.texts).lower()
    if filled.body is not None:
        text += step.script.text[filled.body[0] : filled.body[1]].lower()
    wanted = _FILES[name]
    return name if not wanted or any(word in text for word in wanted) else None
