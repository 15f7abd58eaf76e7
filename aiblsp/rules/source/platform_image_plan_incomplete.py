"""Plan information with parts missing, or named as in templates of virtual machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_OLD = {"planName": "name", "planProduct": "product", "planPublisher": "publisher"}
_PLAN = "properties.source.planInfo"
_AT = (*(f"{_PLAN}.{name}" for name in _OLD), *(f"{_PLAN}.{name}" for name in _OLD.values()))


@rule(ERROR, types=("missing", "unknown-property"), at=_AT)
def platform_image_plan_incomplete(mismatch: Mismatch, document: Document) -> Findings:
    """Plan information that is incomplete

    `planInfo` needs `planName`, `planProduct` and `planPublisher`. In the `plan` of a virtual machine the same three are called
    `name`, `product` and `publisher`; here those are unknown, and the service rejects the template.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest", "planInfo": {"name": "rhel-lvm88", "product": "rhel-byos", "publisher": "redhat"}}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest", "planInfo": {"planName": "rhel-lvm88", "planProduct": "rhel-byos", "planPublisher": "redhat"}}
    ```

    Source: marketplace plan information, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#support-for-market-place-plan-information
    """
    node = mismatch.node
    if mismatch.kind == "missing":
        if node.get(_OLD[mismatch.name]) is None:
            yield Finding(
                node, f"`planInfo` lacks `{mismatch.name}`: the service rejects the template. Add it", on="key"
            )
        return
    meant = next((name for name, old in _OLD.items() if old == mismatch.name.lower()), None)
    fix = None
    if meant is not None and mismatch.parent is not None and mismatch.parent.get(meant) is None and node.source is None:
        fix = Fix(f"Rename it to `{meant}`", (edit.rename(node, meant),))
    hint = f" Here it is called `{meant}`" if meant is not None else ""
    yield Finding(
        node,
        f"`planInfo` has no `{mismatch.name}`: that is how a virtual machine's plan is written.{hint}",
        on="key",
        fix=fix,
    )
