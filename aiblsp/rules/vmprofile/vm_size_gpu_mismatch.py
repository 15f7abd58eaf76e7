"""Graphics drivers on a build VM without a graphics processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.sizes import is_gpu, parse
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


_WORDS = ("cuda", "nvidia", "rocm", "amdgpu")


@rule(HINT, has="properties.vmProfile.vmSize", words=_WORDS)
def vm_size_gpu_mismatch(image: Image, document: Document) -> Findings:
    """Graphics drivers on a VM without a graphics processor

    Some driver installers look for the device and do nothing, or fail, where there is none. The documentation names images for
    GPU machines as a reason to choose a GPU size for the build.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D2s_v5"},
    "customize": [{"type": "Shell", "name": "gpu", "inline": ["sudo apt-get install -y cuda-drivers"]}]
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_NC4as_T4_v3"},
    "customize": [{"type": "Shell", "name": "gpu", "inline": ["sudo apt-get install -y cuda-drivers"]}]
    ```

    Source: vmProfile, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vmprofile
    """
    node = image.vm_size
    size = parse(node.value) if node is not None and node.kind == "string" else None
    if node is None or size is None or is_gpu(size):
        return
    for step in image.customizers:
        if not any(word in (line.text() or "").lower() for line in step.lines for word in _WORDS):
            continue
        for command in step.commands:
            if not any(word.value == "install" for word in command.args):
                continue
            found = next((word for word in command.args if (word.value or "").lower().startswith(_WORDS)), None)
            if found is not None:
                line, part = step.locate(found)
                yield Finding(
                    line,
                    f"A graphics driver is installed, and the build VM `{node.value}` has no graphics processor. Use an N-series size if the installer needs one",
                    part=part,
                    related=((node, "the size"),),
                )
                return
