"""What the users' own JSON Schemas do not allow; a policy that cannot be used is told by whoever reads the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, only="policies")
def policy_violation(image: Image, document: Document) -> Findings:
    """An image template that breaks a policy of your own

    `policy-schemas` in the configuration names JSON Schema files, of any draft and with references to each other, that
    every image template must satisfy besides Azure's own contract: tags that must be there, regions and VM sizes that
    may be used, hosts that scripts may come from. The schemas see the resource with its expressions evaluated. What
    only Azure can evaluate breaks no policy. A `description` beside a keyword becomes part of the message.

    ## Bad

    ```jsonc
    // policy: owner.schema.json
    "location": "westeurope",
    "tags": {"team": "images"}
    ```

    ## Good

    ```jsonc
    // policy: owner.schema.json
    "location": "westeurope",
    "tags": {"team": "images", "owner": "ops"}
    ```

    Source: JSON Schema, https://json-schema.org/understanding-json-schema
    """
    if not document.options.policy_schemas:
        return
    try:
        from aiblsp.schema.policy import policy_mismatches  # here: it is the one place that pays for jsonschema
    except ModuleNotFoundError as error:
        message = (
            f"Your policies are not checked: that needs the Python package `{error.name}`. Install aiblsp with pip; "
            "in VS Code then set `aiblsp.importStrategy` to `fromEnvironment`"
        )
        yield Finding(image.node, message, span=image.head, severity=WARNING)
        return
    for mismatch in policy_mismatches(image, document.options.policy_schemas):
        message = mismatch.message
        if message.startswith(("must ", "is ")):
            key = mismatch.node.key
            message = f"{f'`{key.text}`' if key is not None else 'This'} {message}"
        policy = mismatch.schema.replace("\\", "/").rpartition("/")[2]
        yield Finding(mismatch.node, f"{message} (policy `{policy}`)", on=mismatch.on)
