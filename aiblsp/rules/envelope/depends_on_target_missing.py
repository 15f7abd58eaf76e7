"""Entries of `dependsOn` that name no resource of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.reference import MOST, named_by, siblings_of
from aiblsp.template.symbols import MARK

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="dependsOn", only="resource")
def depends_on_target_missing(image: Image, document: Document) -> Findings:
    """A dependency on a resource that is not in the template

    `dependsOn` may only name resources of the same template; one that exists already needs no waiting. Azure Resource
    Manager answers "The resource 'x' is not defined in the template". Entries that cannot be evaluated, and templates in
    which the name of a resource in question is not known, are left alone.

    ## Bad

    ```jsonc
    // wrap: deployment
    "dependsOn": ["[resourceId('Microsoft.Compute/galleries', 'gal')]"],
    "location": "westus2"
    ```

    ## Good

    ```jsonc
    // wrap: deployment
    "dependsOn": [],
    "location": "westus2"
    ```

    Source: dependsOn, https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency
    """
    resource, listed = image.resource, image.node.get("dependsOn")
    if resource is None or listed is None or listed.kind != "array" or resource.scope.open:
        return
    siblings = siblings_of(resource, document.template)
    for entry in listed.children if len(siblings.all) <= MOST else ():
        text = entry.text()
        if text is None or siblings.meant(text, resource) != []:
            continue
        named = named_by(text, resource, siblings.symbols)
        if named is None or MARK in named.name:
            continue
        message = f"The resource `{short(named.name)}` is not in this template, so nothing can wait for it"
        yield Finding(entry, f"{message}: Azure Resource Manager refuses the deployment")
