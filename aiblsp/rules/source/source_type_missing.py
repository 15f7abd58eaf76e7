"""A source without a type; tells the type from the other properties where only one has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_TELLING = (("PlatformImage", "publisher"), ("ManagedImage", "imageid"), ("SharedImageVersion", "imageversionid"))


@rule(ERROR, types="type-missing", at="properties.source.type")
def source_type_missing(mismatch: Mismatch, document: Document) -> Findings:
    """A source without a type

    The type says where the source image comes from. Without it the service rejects the template with `BadSourceType`. Where
    the other properties leave no doubt, the fix adds the type that they belong to.

    ## Bad

    ```json
    "source": {"publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-source
    """
    node = mismatch.node
    names = {child.key.text.lower() for child in node.children if child.key is not None}
    meant = [kind for kind, name in _TELLING if name in names]
    fix = None
    if len(meant) == 1 and node.via is None:
        added = edit.insert_member(node.source or document.source, node, "type", edit.quote(meant[0]), first=True)
        fix = Fix(f"Add `{meant[0]}` as the type", (added,))
    expected = ", ".join(f"`{name}`" for name in mismatch.expected if name != "ISO")
    yield Finding(node, f"`source` has no `type`: the service rejects the template. Use {expected}", on="key", fix=fix)
