"""Workload optimization without its script, or a script without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, since="2025-10-01", has="properties.optimize")
def optimize_workload_without_script(image: Image, document: Document) -> Findings:
    """Workload optimization without its script

    Workload optimization, new in 2025-10-01, runs a script that stands for the workload. Switched on without a script it has
    nothing to run; a script without the switch is never run.

    ## Bad

    ```json
    "apiVersion": "2025-10-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}], "optimize": {"workload": {"state": "Enabled"}}}
    ```

    ## Good

    ```json
    "apiVersion": "2025-10-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}], "optimize": {"workload": {"state": "Enabled", "scriptUri": "https://raw.githubusercontent.com/contoso/images/0123456789abcdef0123456789abcdef01234567/check.sh", "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}}}
    ```

    Source: template reference 2025-10-01, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/2025-10-01/imagetemplates
    """
    workload = image.at("optimize", "workload")
    if workload is None or workload.kind != "object" or workload.incomplete:
        return
    state, script = workload.get("state"), workload.get("scriptUri")
    if state is not None and state.text() == "Enabled" and script is None:
        yield Finding(
            state,
            "`workload` is switched on and has no `scriptUri`: there is nothing to run. Name the script that stands for the workload",
        )
    elif script is not None and (state is None or state.text() == "Disabled"):
        yield Finding(
            script,
            "This script is never run: `workload` is not switched on. Set its `state` to `Enabled`, or remove the script",
            on="key",
        )
