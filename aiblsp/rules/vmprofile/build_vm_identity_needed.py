"""Scripts that log in with an identity which the build VM does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


_FLAGS = ("--identity", "-i", "-identity")


@rule(WARNING, types=("Shell", "PowerShell"), words=("identity",))
def build_vm_identity_needed(step: Step, document: Document) -> Findings:
    """A login with an identity that the build VM does not have

    The identity of the template is Image Builder's; it is not on the build VM. A script that logs in with a managed identity
    fails unless `vmProfile.userAssignedIdentities`, which there is since 2021-10-01, names one.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "kv", "inline": ["az login --identity"]}]
    ```

    ## Good

    ```json
    "vmProfile": {"userAssignedIdentities": ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-build"]},
    "customize": [{"type": "Shell", "name": "kv", "inline": ["az login --identity"]}]
    ```

    Source: identity of the build VM, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#user-assigned-identity-for-the-image-builder-build-vm
    """
    image = step.image
    listed = image.at("vmProfile", "userAssignedIdentities")
    profile = image.at("vmProfile")
    if listed is not None and (listed.kind != "array" or listed.children or listed.incomplete):
        return
    if (
        image.properties is None
        or image.properties.incomplete
        or (profile is not None and (profile.kind != "object" or profile.incomplete))
    ):
        return
    for command in step.commands:
        flag = next((word for word in command.words if (word.value or "").lower() in _FLAGS), None)
        values = [(word.value or "").lower() for word in command.words]
        if flag is None or not values or not _logs_in(values):
            continue
        line, part = step.locate(command)
        advice = "List one in `vmProfile.userAssignedIdentities`"
        if image.before("2021-10-01"):
            advice = "That takes API version 2021-10-01 or later"
        yield Finding(
            line, f"The build VM has no managed identity to log in with: this step fails. {advice}", part=part
        )
        return


def _logs_in(words: list[str]) -> bool:
    """Whether the words of a command are a login with a managed identity."""
    name = words[0].rpartition("/")[2].removesuffix(".exe")
    if name in ("az", "azcopy"):
        return len(words) > 2 and words[1] == "login" and ("--identity" in words or (name == "az" and "-i" in words))
    return name in ("connect-azaccount", "login-azaccount", "add-azaccount") and "-identity" in words
