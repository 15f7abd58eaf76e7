"""Puts around a fragment of a test or a page what it takes to make a right bare resource body of it."""

from __future__ import annotations

from typing import Final

from aiblsp.jsonc.parser import parse

ID: Final = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers"
ROOT: Final = {
    "type": '"Microsoft.VirtualMachineImages/imageTemplates"',
    "location": '"westus2"',
    "identity": (
        '{"type": "UserAssigned", "userAssignedIdentities": '
        f'{{"{ID}/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {{}}}}}}'
    ),
}
# A source of which the operating system is unknown, and a target that is right in every version.
PROPERTIES: Final = {
    "source": (
        '{"type": "SharedImageVersion", "imageVersionId": '
        f'"{ID}/Microsoft.Compute/galleries/gal/images/base/versions/1.0.0"}}'
    ),
    "distribute": '[{"type": "VHD", "runOutputName": "out"}]',
}
RESOURCE_MEMBERS: Final = frozenset(
    ("type", "apiversion", "name", "location", "tags", "identity", "dependson", "properties", "zones", "sku", "kind")
)


DEPLOYMENT: Final = {"name": '"golden"', "apiVersion": '"2020-02-14"'}
HEAD: Final = """{
"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
"contentVersion": "1.0.0.0",
"resources": [
"""


def wrap(text: str, deployment: bool = False) -> tuple[str, str, str]:
    """What to put before the text, the text, and what to put after it; nothing around a whole document.

    `deployment`: the resource stands in a deployment template.
    """
    if text.lstrip()[:1] in ("{", "[", "") or not _members(text):
        return "", text, ""
    present = _members(text)
    outer = bool(present & RESOURCE_MEMBERS)
    root = ROOT | DEPLOYMENT if deployment else ROOT
    head, tail = (HEAD, "\n]\n}") if deployment else ("", "")
    before = [f'  "{name}": {value},' for name, value in root.items() if name.lower() not in present]
    inner = [f'    "{name}": {value},' for name, value in PROPERTIES.items() if name not in present]
    if outer and "properties" not in present:
        body = " ".join(line.strip() for line in inner).removesuffix(",")
        before.append(f'  "properties": {{{body}}},')
    if outer:
        return head + "\n".join(["{", *before, ""]), text, "\n}" + tail
    return head + "\n".join(["{", *before, '  "properties": {', *inner, ""]), text, "\n  }\n}" + tail


def _members(text: str) -> frozenset[str]:
    root = parse("{" + text + "\n}").root
    if root is None:
        return frozenset()
    return frozenset(child.key.text.lower() for child in root.children if child.key is not None)
