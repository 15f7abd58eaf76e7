"""VM sizes whose retirement is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.sizes import parse, retirement
from aiblsp.rule import ERROR, HINT, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has=("properties.vmProfile.vmSize", "properties.vmProfile.vnetConfig.proxyVmSize"))
def vm_size_retiring(image: Image, document: Document) -> Findings:
    """A VM size that is being retired

    Azure retires VM sizes on announced days; afterwards no build VM of that size can be made, and every build with it fails.
    Until a year before the day this is a hint, then a warning, and from the day on an error. The documentation's own `Standard_D2_v2` is among them.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_NC6s_v3"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_NC4as_T4_v3"}
    ```

    Source: retired sizes, https://learn.microsoft.com/azure/virtual-machines/sizes/retirement/retired-sizes-list
    """
    for path in (("vmSize",), ("vnetConfig", "proxyVmSize")):
        if len(path) > 1 and image.before("2021-10-01"):
            continue  # there is no `proxyVmSize` yet
        node = image.at("vmProfile", *path)
        for candidate in (node, *node.alternatives) if node is not None else ():
            size = parse(candidate.value) if candidate.kind == "string" else None
            date = retirement(size) if size is not None else None
            if date is None:
                continue
            if date < document.today:
                yield Finding(
                    candidate,
                    f"`{candidate.value}` was retired on {date}: no build VM can be made. Use a current size such as `Standard_D2s_v5`",
                    severity=ERROR,
                )
                continue
            near = f"{int(date[:4]) - 1}{date[4:]}" < document.today
            yield Finding(
                candidate,
                f"`{candidate.value}` will be retired on {date}: builds fail from then on. Plan for a current size such as `Standard_D2s_v5`",
                severity=None if near else HINT,
            )
