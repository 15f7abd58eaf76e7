"""Scripts that are meant to replace the one that generalizes the image, and are put elsewhere or called otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.deprovisioning import LINUX, WINDOWS

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image
    from aiblsp.template.override import Override


@rule(WARNING, has=("properties.customize", "properties.validate"), words=("deprovision",))
def deprovision_override_wrong_path(image: Image, document: Document) -> Findings:
    """A deprovisioning script in the wrong place

    Image Builder generalizes with `C:\\DeprovisioningScript.ps1` on Windows and `/tmp/DeprovisioningScript.sh` on Linux. Your
    own script counts only under exactly this path and name; on Linux capitals matter. Elsewhere it is an unused file, and
    the default is run.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "keep users", "inline": ["echo 'waagent -force -deprovision' > /tmp/deprovision.sh"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "keep users", "inline": ["echo '/usr/sbin/waagent -force -deprovision && export HISTSIZE=0 && sync' > /tmp/DeprovisioningScript.sh"]}
    ]
    ```

    Source: overriding the commands, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    """
    found = image.overrides
    if not found or any(override.exact for override in found):
        return
    names = {paths.base(path) for path in (WINDOWS, LINUX)}
    if any(
        name in step.script.text for step in image.steps if step.lines for name in names if _moves(step.script.text)
    ):
        return
    for override in found:
        system = paths.family(override.path)
        if system is None or system != override.made_for or system != (image.os_family or system):
            continue  # a relative path, or another finding
        right = WINDOWS if system == "Windows" else LINUX
        yield Finding(
            override.node,
            f"`{short(override.path)}` is not `{right}`: Image Builder does not run it and uses the default script",
            part=override.part,
            fix=_fix(override, right, document),
        )


def _moves(text: str) -> bool:
    """Whether a script may put a file in its place later."""
    lowered = text.lower()
    return any(word in lowered for word in ("mv ", "cp ", "move-item", "copy-item", "move ", "copy ", "rename"))


def _fix(override: Override, right: str, document: Document) -> Fix | None:
    node, part = override.node, override.part
    if node.source is not None:
        return None
    title = f"Use `{right}`, if it is to replace the default"
    if part is None:
        return Fix(title, (edit.replace(node, edit.quote(right)),), safe=False)
    if (node.text() or "")[part[0] : part[1]] != override.path:
        return None
    return Fix(title, (edit.replace_part(document.source, node, *part, right),), safe=False)
