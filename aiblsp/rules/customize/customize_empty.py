"""Templates without customizers; silent where the section stands elsewhere or could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT)
def customize_empty(image: Image, document: Document) -> Findings:
    """A template without customizers

    `customize` may be missing or empty: the service then copies the source to the targets. That is a use of its own,
    such as turning a managed image into a gallery version, and it is also what is left when a section was renamed or
    commented out.

    ## Bad

    ```json
    "customize": []
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo ready"]}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    properties = image.properties
    if properties is None:
        return
    steps = properties.get("customize")
    if steps is not None:
        if steps.kind == "array" and not steps.children and not steps.incomplete:
            yield Finding(steps, "No customizers: the image is a copy of the source")
        return
    if properties.incomplete or _meant(image) or image.at("source") is None:
        return
    written = container_as_written(document.tree, properties)
    if written is None or written.get("customize") is not None:
        return  # whoever deploys a module may give what its default leaves out
    only_checks = image.at("validate", "sourceValidationOnly")
    if only_checks is not None and only_checks.value is not False:
        return
    message = "`customize` is missing: the image is a copy of the source"
    if properties.key is not None:
        yield Finding(properties, message, on="key")
    else:
        yield Finding(properties, message, span=(properties.start, properties.start + 1))


def _meant(image: Image) -> bool:
    """Whether the section is there under another name or at another place, of which other rules speak."""
    members = list(image.body.children) if image.kind != "properties" else []
    members += image.properties.children if image.properties is not None else []
    return any(member.key is not None and member.key.text.lower().startswith("custom") for member in members)
