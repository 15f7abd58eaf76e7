"""What the service and its build log say when a build fails, and the rules that would have told before.

Sources: the troubleshooting page, the release notes, the REST specification (provisioning error codes), and the issues
of the quickstart and documentation repositories. Exit codes of installers are domain knowledge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ServiceError:
    """Something the service says.

    shown   as the user sees it, `…` for what varies
    advice  what it means and what to do
    rules   the rules that find the cause in a template; none where it is not in the file
    parts   what a text must contain to be it, in lower case, with plain quotes; for codes none: the code itself counts
    """

    shown: str
    advice: str
    rules: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


ERRORS: Final = (
    ServiceError(
        "Missing field 'identity'",
        "The template has no identity. Every API version since 2020-02-14 wants a user-assigned one.",
        ("identity-missing",),
        ("missing field 'identity'",),
    ),
    ServiceError(
        "Managed identity is required for building this template using current API version",
        "The template has no identity that can be used: type None, or none at all.",
        ("identity-type-none", "identity-missing"),
        ("managed identity is required",),
    ),
    ServiceError(
        "Required property 'type' not found in JSON",
        "Resource Manager cannot read the identity without its type.",
        ("identity-type-missing",),
        ("required property 'type' not found",),
    ),
    ServiceError(
        "Field 'distribute[…].type' has a bad value: ''",
        "The type of a distribution target must read ManagedImage, SharedImage or VHD, in just this casing.",
        ("distribute-type-casing", "distribute-type-unknown"),
        ("distribute[", "type' has a bad value"),
    ),
    ServiceError(
        "Field 'imageId' has a bad value",
        "The imageId is not the resource ID of a managed image.",
        ("managed-image-source-id-format",),
        ("'imageid' has a bad value",),
    ),
    ServiceError(
        "'ImageTemplate.properties.distribute[…]': Missing field …",
        "A distribution target lacks a field that it must have.",
        ("required-property-missing",),
        ("imagetemplate.properties", "missing field"),
    ),
    ServiceError(
        'Unmarshalling entity encountered error … unknown field "…"',
        "Since API version 2024-02-01 the service rejects fields that it does not know, or that are cased otherwise.",
        ("property-casing", "unknown-property"),
        ("unknown field",),
    ),
    ServiceError(
        "PurchasePlanNotProvided",
        "The source image has a purchase plan; the template must repeat it in planInfo.",
        ("platform-image-plan-missing",),
        ("purchaseplannotprovided",),
    ),
    ServiceError(
        "Update/Upgrade of image templates is currently not supported",
        "An image template cannot be changed after its creation: delete it first, also a failed one.",
        (),
        ("update/upgrade of image templates is currently not supported",),
    ),
    ServiceError(
        "Distribute target with Runoutput name … not found in the update request",
        "An update must name all distribution targets that the template already has.",
        (),
        ("distribute target with runoutput name", "not found in the update request"),
    ),
    ServiceError(
        "The image version name should follow Major(int).Minor(int).Patch(int) format",
        "The version in galleryImageId must be three numbers such as 1.0.0.",
        ("gallery-target-version-format",),
        ("image version name should follow",),
    ),
    ServiceError(
        "The selected VM size '…' cannot boot Hypervisor Generation '…'",
        "The size of the build VM does not boot the generation of the source image.",
        ("vm-size-generation-mismatch",),
        ("cannot boot hypervisor generation",),
    ),
    ServiceError(
        "Creating an image with sourceVirtualMachine source that has CPU Architecture 'Arm64' is not supported",
        "There are no managed images for Arm64: distribute to a gallery.",
        ("managed-image-target-arm64",),
        ("cpu architecture 'arm64' is not supported",),
    ),
    ServiceError(
        "Creation of managed images are not supported for virtual machine with TrustedLaunch security type",
        "There are no managed images with Trusted Launch: distribute to a gallery.",
        ("managed-image-target-trusted-launch",),
        ("creation of managed images", "trustedlaunch"),
    ),
    ServiceError(
        "QuotaExceeded … standardDv2Family Cores",
        "The subscription has no cores left for the size of the build VM (without vmSize Standard_D1_v2): use a size "
        "with quota, or raise the quota.",
        (),
        ("quota", "standarddv2family"),
    ),
    ServiceError(
        "The staging resource group specified … must be empty",
        "The staging resource group belongs to another template, holds resources, or lies in another region.",
        ("staging-rg-not-empty", "staging-rg-shared"),
        ("staging resource group", "must be empty"),
    ),
    ServiceError(
        "System.Runtime.InteropServices.COMException (0x80240016)",
        "Windows Update was started while an installation or a restart was pending: put a WindowsRestart before it.",
        ("windows-update-pending-restart",),
        ("0x80240016",),
    ),
    ServiceError(
        "Deprovisioning script […] could not be found",
        "A step deleted the script that generalizes the image, or the directory that it is in.",
        ("deprovision-script-deleted",),
        ("deprovisioning script", "could not be found"),
    ),
    ServiceError(
        "InternalOperationError",
        "Seen at submission where two templates share a staging resource group, and where a SKU does not exist.",
        ("staging-rg-shared", "platform-image-sku-suspicious"),
        ("internaloperationerror",),
    ),
    ServiceError(
        "WinRM connection err … context deadline exceeded",
        "The build VM cannot be reached: a security group blocks it, or a step changed its network or WinRM.",
        ("vnet-nsg-blocks-build", "inline-disables-remote-access"),
        ("winrm", "context deadline exceeded"),
    ),
    ServiceError(
        "context deadline exceeded",
        "The build or the replication took longer than buildTimeoutInMinutes, or a command waited for input.",
        ("build-timeout-vs-replication", "inline-interactive-command"),
        ("context deadline exceeded",),
    ),
    ServiceError(
        "Azure Container Instances provider not registered",
        "Register the provider once per subscription: az provider register -n Microsoft.ContainerInstance.",
        (),
        ("container instance", "not registered"),
    ),
    ServiceError(
        "client_jwt will expire within 5 minutes",
        "buildTimeoutInMinutes is set to 1 to 5 minutes, with which every build fails: remove it, or use 6 and more.",
        ("build-timeout-too-small",),
        ("client_jwt", "expire"),
    ),
    ServiceError(
        "Downloading external file … failed",
        "The service cannot fetch a script or file: the address is wrong, not public, or the identity may not read it.",
        ("uri-malformed", "uri-github-html-page", "uri-not-reachable-host"),
        ("downloading external file", "failed"),
    ),
    ServiceError(
        "IMAGE_STATE_UNDEPLOYABLE",
        "Sysprep failed, or the guest agent was not there: the generalization waits for it until the build times out.",
        ("deprovision-too-early", "inline-disables-guest-agent"),
        ("image_state_undeployable",),
    ),
    ServiceError(
        "/usr/sbin/waagent: not found",
        "The guest agent is missing, which generalizes Linux images: a step removed it, or the source image has none.",
        ("inline-disables-guest-agent",),
        ("waagent: not found",),
    ),
)

# Codes of provisioningError and of Resource Manager, by what they mean.
CODES: Final = (
    ServiceError("BadSourceType", "The source's type is not known.", ("source-type-unknown", "source-type-missing")),
    ServiceError(
        "BadPIRSource",
        "The marketplace image does not exist, or a part of its name is missing.",
        ("platform-image-missing-field", "platform-image-version-format", "platform-image-sku-suspicious"),
    ),
    ServiceError("BadManagedImageSource", "The managed image cannot be used.", ("managed-image-source-id-format",)),
    ServiceError(
        "BadSharedImageVersionSource", "The gallery image version cannot be used.", ("gallery-source-id-format",)
    ),
    ServiceError("BadISOSource", "ISO sources are not accepted any more.", ("source-iso-retired",)),
    ServiceError(
        "BadCustomizerType",
        "The type of a customizer is not known.",
        ("customizer-type-unknown", "customizer-type-missing"),
    ),
    ServiceError(
        "UnsupportedCustomizerType",
        "A customizer does not run on the source's system.",
        ("os-mismatch-customizer",),
    ),
    ServiceError("NoCustomizerScript", "A customizer has neither scriptUri nor inline.", ("customizer-no-script",)),
    ServiceError("NoCustomizerShellScript", "A customizer has no script.", ("customizer-no-script",)),
    ServiceError("BadValidatorType", "The type of a validator is not known.", ("enum-value-invalid",)),
    ServiceError(
        "UnsupportedValidatorType",
        "A validator does not run on the source's system.",
        ("os-mismatch-validator",),
    ),
    ServiceError("NoValidatorScript", "A validator has neither scriptUri nor inline.", ("validator-no-script",)),
    ServiceError(
        "BadDistributeType",
        "The type of a distribution target is not known.",
        ("distribute-type-casing", "distribute-type-unknown", "distribute-type-missing"),
    ),
    ServiceError(
        "BadSharedImageDistribute",
        "The gallery image definition or a region of the distribution cannot be used.",
        ("gallery-target-id-format", "gallery-target-version-format", "replication-region-unknown"),
    ),
    ServiceError(
        "BadStagingResourceGroup",
        "The staging resource group cannot be used: it must exist, be empty, and belong to one template.",
        ("staging-rg-id-format", "staging-rg-not-empty", "staging-rg-shared"),
    ),
    ServiceError("ServerError", "The service failed; try again, then ask support."),
    ServiceError(
        "QuotaExceeded",
        "The subscription has no cores left in the region for the build VM: use another size, or raise the quota.",
    ),
    ServiceError(
        "AuthorizationFailed",
        "Who deploys, or the identity of the template, lacks a role on the resource that the message names. Roles are "
        "not in the template: assign one, and wait some minutes until it counts.",
    ),
    ServiceError(
        "LinkedAuthorizationFailed",
        "Who deploys may not use a resource that the template names: an identity (Managed Identity Operator), a subnet "
        "(the right to join it) or a gallery. The message says which action is missing.",
    ),
    ServiceError(
        "RequestDisallowedByPolicy",
        "An Azure Policy refuses what the template, or the build in its staging resource group, would create. The "
        "message names the policy: often it is about regions, sizes, tags or public addresses.",
    ),
)

EXIT_CODES: Final = (
    ServiceError("3010", "Success, but a restart is needed (Windows Installer).", ("powershell-installer-exit-codes",)),
    ServiceError("1641", "Success, and a restart was begun (Windows Installer).", ("powershell-installer-exit-codes",)),
    ServiceError("267014", "Success of the FSLogix installer.", ("powershell-installer-exit-codes",)),
    ServiceError(
        "1190",
        "A shutdown was already scheduled when the restart was asked for; on Windows Server 2016 updates take long.",
        ("windows-restart-timeout-server-2016",),
    ),
    ServiceError(
        "1115",
        "A shutdown was in progress, and the build VM short of resources.",
        ("vm-size-default-with-windows-update",),
    ),
    ServiceError(
        "2300218",
        "The connection to the build VM broke: a step restarted it or closed its remote access.",
        ("inline-reboot-windows", "inline-reboot-linux", "inline-disables-remote-access"),
    ),
    ServiceError("101", "Windows updates want a restart: expected, the step goes on after it."),
)

_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "\\": None})
_LONGEST: Final = 1_000_000


def find(text: str) -> tuple[ServiceError, ...]:
    """What a pasted message or log line says, the most specific first. Takes time in proportion to the text."""
    lowered = " ".join(text[:_LONGEST].translate(_QUOTES).lower().split())
    found = [error for error in ERRORS if all(part in lowered for part in error.parts)]
    found.sort(key=lambda error: -sum(len(part) for part in error.parts))
    return (*found, *_codes(lowered), *_exits(lowered))


def _codes(lowered: str) -> Iterator[ServiceError]:
    for code in CODES:
        if re.search(rf"(?<!\w){code.shown.lower()}(?!\w)", lowered):
            yield code


def _exits(lowered: str) -> Iterator[ServiceError]:
    """Exit codes count where the text speaks of one, or is nothing else."""
    numbers = set(re.findall(r"(?:exit(?:ed)?|status|code|returned)[^0-9a-z]{1,3}([0-9]{3,7})(?![0-9])", lowered))
    numbers |= set(re.findall(r"(?:exit code|exit status|error code)[^0-9]{1,12}([0-9]{3,7})(?![0-9])", lowered))
    for code in EXIT_CODES:
        if code.shown in numbers or lowered == code.shown:
            yield code
