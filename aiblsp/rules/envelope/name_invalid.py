"""Names of image templates and triggers with letters that are not allowed, or too many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_MOST = 64
_OTHER = later(r"[^A-Za-z0-9_.-]")


@rule(ERROR, types="pattern", at="name")
def name_invalid(mismatch: Mismatch, document: Document) -> Findings:
    """A resource name that the service refuses

    The name of an image template, and of a trigger, has 1 to 64 letters, digits, hyphens, underscores and periods; the first
    two preview versions did not allow the period. Anything else is rejected when the template is submitted.

    The fix puts a hyphen in the place of each letter that is not allowed. Other places may use the name, so it is not called
    safe.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    node, text = mismatch.node, mismatch.found
    last = text.rpartition("/")[2] if mismatch.trigger is not None else text
    if not last:
        message = "The name is empty"
    elif len(last) > _MOST:
        message = f"`{short(last)}` has {len(last)} characters, allowed are {_MOST}"
    else:
        message = f"`{short(last)}` has letters that a name must not have"
    mended = text.removesuffix(last) + _OTHER.sub("-", last)
    fix = None
    if last and len(last) <= _MOST and node.via is None:
        fix = Fix(f"Change to `{mended}`", (edit.replace(node, edit.quote(mended)),), safe=False)
    yield Finding(node, f"{message}. Use letters, digits, `-`, `_` and `.`", fix=fix)
