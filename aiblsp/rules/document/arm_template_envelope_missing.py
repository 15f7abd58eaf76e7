"""Deployment templates without their head: `$schema`, `contentVersion`, `resources`. Nested templates are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.kinds import schema_of
from aiblsp.template.placeholders import is_open

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings

_SCHEMA: Final = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_VERSION: Final = "1.0.0.0"


@rule(ERROR, only="deployment")
def arm_template_envelope_missing(document: Document) -> Findings:
    """A deployment template without `$schema` or `contentVersion`

    Azure Resource Manager tells by `$schema` at which scope a template is deployed, and requires `contentVersion` and
    `resources` beside it. A template without them is refused before anything is deployed.

    ## Bad

    ```json
    {
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

    Source: template format, https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
    """
    root = document.tree.root
    if root is None or document.template.kind != "deployment" or root.incomplete:
        return
    missing = [name for name in ("$schema", "contentVersion") if root.get(name) is None]
    if missing:
        names = " and ".join(f"`{name}`" for name in missing)
        edits = []
        if "contentVersion" in missing:
            added = edit.quote(_VERSION)
            edits.append(edit.insert_member(document.source, root, "contentVersion", added, "$schema", first=True))
        if "$schema" in missing:
            edits.insert(0, edit.insert_member(document.source, root, "$schema", edit.quote(_SCHEMA), first=True))
        yield Finding(
            root,
            f"This deployment template lacks {names}: Azure Resource Manager refuses it",
            span=(root.start, root.start + 1),
            fix=Fix("Insert it", tuple(edits)),
        )
    schema = root.get("$schema")
    if schema is not None and schema.kind == "string" and schema_of(root) is None and not is_open(schema.value):
        message = "This `$schema` names no deployment template, so Azure Resource Manager refuses the file"
        yield Finding(schema, f"{message}. Use `{_SCHEMA}`")
    resources = root.get("resources")
    if resources is not None and resources.kind not in ("array", "object", "unknown", "string"):
        yield Finding(resources, "`resources` must be an array, or an object in templates with symbolic names")
