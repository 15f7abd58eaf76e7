"""Hand-written right templates and their images: what the tests of this room start from."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from aiblsp.document import analyze
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-images/providers"
IDENTITY = f"{GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id-image-builder"
DEFINITION = f"{GROUP}/Microsoft.Compute/galleries/gallery/images/ubuntu"

SOURCE = {
    "type": "PlatformImage",
    "publisher": "Canonical",
    "offer": "0001-com-ubuntu-server-jammy",
    "sku": "22_04-lts-gen2",
    "version": "latest",
}

# The least that each API version takes, and a template that uses nearly everything of the newest.
LEAST: dict[str, Any] = {
    "location": "westus2",
    "identity": {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {}}},
    "properties": {"source": SOURCE, "distribute": [{"type": "VHD", "runOutputName": "vhd"}]},
}
FULL: dict[str, Any] = {
    "location": "westus2",
    "tags": {"team": "platform"},
    "identity": {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {}}},
    "properties": {
        "buildTimeoutInMinutes": 120,
        "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging",
        "managedResourceTags": {"costCenter": "4711"},
        "autoRun": {"state": "Enabled"},
        "errorHandling": {"onCustomizerError": "cleanup", "onValidationError": "abort"},
        "optimize": {
            "vmBoot": {"state": "Enabled"},
            "workload": {"state": "Disabled", "scriptUri": "https://example.com/w.sh", "sha256Checksum": "0" * 64},
        },
        "additionalDataDisks": [{"sizeGB": 128}],
        "vmProfile": {
            "vmSize": "Standard_D2s_v5",
            "osDiskSizeGB": 127,
            "userAssignedIdentities": [IDENTITY],
            "vnetConfig": {
                "subnetId": f"{GROUP}/Microsoft.Network/virtualNetworks/vnet/subnets/build",
                "proxyVmSize": "Standard_A2_v2",
            },
        },
        "source": {**SOURCE, "planInfo": {"planName": "a", "planProduct": "b", "planPublisher": "c"}},
        "customize": [
            {"type": "Shell", "name": "one", "inline": ["true"]},
            {"type": "Shell", "name": "two", "scriptUri": "https://example.com/a.sh", "sha256Checksum": "0" * 64},
            {
                "type": "PowerShell",
                "name": "three",
                "inline": ["exit 0"],
                "runElevated": True,
                "runAsSystem": True,
                "validExitCodes": [0, 3010],
            },
            {
                "type": "WindowsRestart",
                "restartCommand": "shutdown /r /f /t 0",
                "restartCheckCommand": "hostname",
                "restartTimeout": "5m",
            },
            {
                "type": "WindowsUpdate",
                "searchCriteria": "IsInstalled=0",
                "filters": ["include:$true"],
                "updateLimit": 20,
            },
            {"type": "File", "sourceUri": "https://example.com/a", "destination": "/tmp/a", "sha256Checksum": "0" * 64},
        ],
        "validate": {
            "continueDistributeOnFailure": False,
            "sourceValidationOnly": False,
            "inVMValidations": [
                {"type": "Shell", "name": "check", "inline": ["true"]},
                {"type": "PowerShell", "inline": ["exit 0"], "validExitCodes": [0]},
                {"type": "File", "sourceUri": "https://example.com/a", "destination": "/tmp/b"},
            ],
        },
        "distribute": [
            {
                "type": "SharedImage",
                "runOutputName": "gallery",
                "galleryImageId": DEFINITION,
                "artifactTags": {"a": "b"},
                "excludeFromLatest": False,
                "replicationMode": "Full",
                "versioning": {"scheme": "Latest", "major": 1},
                "targetRegions": [{"name": "westus2", "replicaCount": 1, "storageAccountType": "Premium_LRS"}],
            },
            {
                "type": "SharedImage",
                "runOutputName": "older",
                "galleryImageId": DEFINITION,
                "versioning": {"scheme": "Source"},
                "storageAccountType": "Standard_ZRS",
                "replicationRegions": ["westus2"],
            },
            {
                "type": "ManagedImage",
                "runOutputName": "image",
                "imageId": f"{GROUP}/Microsoft.Compute/images/a",
                "location": "westus2",
            },
            {"type": "VHD", "runOutputName": "vhd", "uri": "https://contoso.blob.core.windows.net/vhds/a.vhd"},
        ],
    },
}


def full() -> dict[str, Any]:
    return copy.deepcopy(FULL)


def image(body: dict[str, Any] | str, version: str | None = None) -> Image:
    """The image template of a bare body, given as text or data."""
    text = body if isinstance(body, str) else json.dumps(body, indent=1)
    (found,) = analyze(Source(text)).images
    found.api_version = version or found.api_version
    return found


def shown(mismatch: Mismatch) -> str:
    """A mismatch in one line: kind, path, and what else it says."""
    parts = [f"{mismatch.kind} {mismatch.path}"]
    if mismatch.found:
        parts.append(f"found {mismatch.found}")
    if mismatch.expected:
        parts.append(f"expected {' | '.join(mismatch.expected)}")
    parts += [f"{key} {value}" for key in ("suggestion", "since", "until") if (value := getattr(mismatch, key))]
    return ", ".join(parts) + (" (open)" if mismatch.open else "")
