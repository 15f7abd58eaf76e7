"""Builds that start by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="properties.autoRun", since="2024-02-01")
def auto_run_enabled(image: Image, document: Document) -> Findings:
    """A build starts when the template is deployed

    With `autoRun` a build starts, and is billed, as soon as the template is created. The reference says once at creation; the
    release notes and the schema say at each creation or update. It does not rebuild when the source changes: for that there
    are triggers.

    ## Bad

    ```json
    "autoRun": {"state": "Enabled"}
    ```

    ## Good

    ```json
    "autoRun": {"state": "Disabled"}
    ```

    Source: autoRun, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-autorun
    """
    state = image.at("autoRun", "state")
    if state is not None and state.text() == "Enabled":
        yield Finding(
            state,
            "`autoRun` starts a build, at your cost, when the template is created (the release notes say also when it is updated). For rebuilds use a trigger",
        )
