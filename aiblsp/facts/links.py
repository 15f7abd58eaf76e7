"""Where Microsoft documents what: pages and headings, in English and Chinese. Source: the current documentation."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["en", "zh-cn"]

_SITE: Final = "https://learn.microsoft.com/"
REFERENCE: Final = f"{_SITE}azure/virtual-machines/linux/image-builder-json"

SECTIONS: Final = {
    "type": "type",
    "apiVersion": "api-version",
    "location": "location",
    "tags": "tags",
    "identity": "user-assigned-identity-for-azure-image-builder-image-template-resource",
    "vmProfile.userAssignedIdentities": "user-assigned-identity-for-the-image-builder-build-vm",
    "properties.buildTimeoutInMinutes": "properties-buildtimeoutinminutes",
    "properties.customize": "properties-customize",
    "Shell": "shell-customizer",
    "WindowsRestart": "windows-restart-customizer",
    "PowerShell": "powershell-customizer",
    "File": "file-customizer",
    "WindowsUpdate": "windows-update-customizer",
    "generalize": "generalize",
    "deprovision override": "overriding-the-commands",
    "properties.errorHandling": "properties-errorhandling",
    "properties.distribute": "properties-distribute",
    "ManagedImage target": "distribute-managedimage",
    "SharedImage target": "distribute-sharedimage",
    "targetRegions": "distribute-targetregions",
    "versioning": "versioning",
    "VHD target": "distribute-vhd",
    "properties.optimize": "properties-optimize",
    "properties.source": "properties-source",
    "PlatformImage": "platformimage-source",
    "planInfo": "support-for-market-place-plan-information",
    "ManagedImage source": "managedimage-source",
    "SharedImageVersion source": "sharedimageversion-source",
    "properties.stagingResourceGroup": "properties-stagingresourcegroup",
    "properties.validate": "properties-validate",
    "properties.vmProfile": "vmprofile",
    "vmSize": "vmsize-optional",
    "osDiskSizeGB": "osdisksizegb",
    "vnetConfig": "vnetconfig-optional",
    "subnetId": "subnetid",
    "containerInstanceSubnetId": "containerinstancesubnetid-optional",
    "proxyVmSize": "proxyvmsize-optional",
    "properties.autoRun": "properties-autorun",
    "properties.managedResourceTags": "properties-managedresourcetags",
    "operations": "image-template-operations",
}
"""Headings of the reference by what they are about."""

PAGES: Final = {
    "release notes": "azure/virtual-machines/image-builder-api-update-release-notes",
    "troubleshoot": "azure/virtual-machines/linux/image-builder-troubleshoot",
    "networking": "azure/virtual-machines/linux/image-builder-networking",
    "best practices": "azure/virtual-machines/image-builder-best-practices",
    "permissions (CLI)": "azure/virtual-machines/linux/image-builder-permissions-cli",
    "user-assigned identity + storage": "azure/virtual-machines/linux/image-builder-user-assigned-identity",
    "triggers": "azure/virtual-machines/image-builder-triggers-how-to",
    "isolated builds": "azure/virtual-machines/security-isolated-image-builds-image-builder",
    "VM boot optimization": "azure/virtual-machines/vm-boot-optimization",
    "overview": "azure/virtual-machines/image-builder-overview",
    "AVD image": "azure/virtual-machines/windows/image-builder-virtual-desktop",
    "reliability": "azure/reliability/reliability-image-builder",
}
"""Other pages by what they are about, as paths below the site."""

ARM_SCHEMA: Final = "https://schema.management.azure.com/schemas/{version}/Microsoft.VirtualMachineImages.json"


def section(name: str, language: Language = "en") -> str:
    """The address of a heading of the reference. Raises KeyError for a name that is not in SECTIONS."""
    return f"{localised(REFERENCE, language)}#{SECTIONS[name]}"


def page(name: str, language: Language = "en") -> str:
    """The address of another page. Raises KeyError for a name that is not in PAGES."""
    return localised(f"{_SITE}{PAGES[name]}", language)


def template_reference(version: str, language: Language = "en") -> str:
    """The address of the generated reference of image templates in an API version."""
    path = f"azure/templates/microsoft.virtualmachineimages/{version}/imagetemplates"
    return localised(f"{_SITE}{path}", language)


def localised(address: str, language: Language) -> str:
    """An address of the site in a language; others stay as they are. Headings have the English names in all."""
    if language == "en" or not address.startswith(_SITE):
        return address
    return f"{_SITE}{language}/{address.removeprefix(_SITE)}"
