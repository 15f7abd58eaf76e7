"""Makes image templates that differ, of a wanted size, the same ones for the same seed. No Azure, no files."""

from __future__ import annotations

import json
import random
from typing import Any

VERSION = "2024-02-01"
SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000"
IDENTITY = (
    f"{SUBSCRIPTION}/resourceGroups/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-builder"
)
GALLERY = f"{SUBSCRIPTION}/resourceGroups/rg-galleries/providers/Microsoft.Compute/galleries/gal_contoso"
REGIONS = ("westeurope", "northeurope", "eastus", "eastus2", "westus2", "westus3", "swedencentral", "uksouth")
LINUX = (
    ("Canonical", "ubuntu-24_04-lts", "server"),
    ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2"),
    ("RedHat", "RHEL", "9-lvm-gen2"),
)
WINDOWS = (
    ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition"),
    ("MicrosoftWindowsServer", "WindowsServer", "2025-datacenter-azure-edition"),
    ("MicrosoftWindowsDesktop", "windows-11", "win11-24h2-avd"),
)
WORDS = (
    *("agent", "audit", "backup", "certificates", "cleanup", "desktop", "drivers"),
    *("fonts", "java", "monitoring", "network", "office", "proxy", "tools"),
)


def bare(seed: int, size: int, *, mistakes: float = 0.1) -> str:
    """The text of a resource body of about `size` characters; a share of `mistakes` has one thing wrong.

    It names no API version, as the documentation advises: whoever reads it is told VERSION.
    """
    rng = random.Random(seed)
    windows = rng.random() < 0.5
    region = rng.choice(REGIONS)
    publisher, offer, sku = rng.choice(WINDOWS if windows else LINUX)
    steps: list[dict[str, Any]] = []
    properties: dict[str, Any] = {
        "buildTimeoutInMinutes": rng.choice((150, 180, 200, 300, 360, 450)),
        "vmProfile": {"vmSize": f"Standard_D{rng.choice((2, 4, 8))}s_v5", "osDiskSizeGB": rng.choice((128, 256))},
        "source": {"type": "PlatformImage", "publisher": publisher, "offer": offer, "sku": sku, "version": "latest"},
        "customize": steps,
        "distribute": [_target(rng, number, region) for number in range(rng.randint(1, 3))],
    }
    body: dict[str, Any] = {
        "type": "Microsoft.VirtualMachineImages/imageTemplates",
        "location": region,
        "tags": {word: str(rng.randrange(1000)) for word in rng.sample(WORDS, 3)},
        "identity": {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {}}},
        "properties": properties,
    }
    indent = rng.choice((2, 2, 4, None))
    length, known = len(json.dumps(body, indent=indent)), 0
    while length < size or not steps:
        step = _windows_step(rng, len(steps)) if windows else _linux_step(rng, len(steps))
        if step["type"] == "WindowsRestart" and steps and steps[-1]["type"] == "WindowsRestart":
            continue
        steps.append(step)
        if step["type"] == "File":
            path = step["destination"]
            steps.append({"type": "Shell", "name": f"{step['name']}-install", "inline": [f"sudo install {path} /etc"]})
        for added in steps[known:]:
            dumped = json.dumps(added, indent=indent)
            length += len(dumped) + 2 + (dumped.count("\n") + 1) * 3 * (indent or 0)
        known = len(steps)
    if windows and steps[-1]["type"] != "WindowsRestart":
        steps.append({"type": "WindowsRestart", "name": "last", "restartTimeout": "8m"})
    if rng.random() < mistakes:
        _spoil(rng, body)
    return json.dumps(body, indent=indent) + "\n"


def _target(rng: random.Random, number: int, home: str) -> dict[str, Any]:
    name = f"{rng.choice(WORDS)}-{number}"
    if rng.random() < 0.7:
        regions = [{"name": region, "replicaCount": rng.randint(1, 3)} for region in (home, _other(rng, home))]
        return {
            "type": "SharedImage",
            "runOutputName": name,
            "galleryImageId": f"{GALLERY}/images/{name}",
            "versioning": {"scheme": "Latest"},
            "targetRegions": regions,
            "artifactTags": {"team": rng.choice(WORDS)},
        }
    image = f"{SUBSCRIPTION}/resourceGroups/rg-images/providers/Microsoft.Compute/images/img-{name}"
    return {"type": "ManagedImage", "runOutputName": name, "imageId": image, "location": home}


def _other(rng: random.Random, home: str) -> str:
    return rng.choice([region for region in REGIONS if region != home])


def _uri(rng: random.Random, ending: str) -> str:
    commit = f"{rng.getrandbits(160):040x}"
    return f"https://raw.githubusercontent.com/contoso/images/{commit}/{rng.choice(WORDS)}/install.{ending}"


def _checksum(rng: random.Random) -> str:
    return f"{rng.getrandbits(256):064x}"


def _linux_step(rng: random.Random, number: int) -> dict[str, Any]:
    word = rng.choice(WORDS)
    name = f"{word}-{number}"
    kind = rng.randrange(4)
    if kind == 0:
        uri = _uri(rng, "sh")
        return {"type": "Shell", "name": name, "scriptUri": uri, "sha256Checksum": _checksum(rng)}
    if kind == 1:
        destination = f"/tmp/{name}.conf"
        uri = _uri(rng, "conf")
        return {
            "type": "File",
            "name": name,
            "sourceUri": uri,
            "sha256Checksum": _checksum(rng),
            "destination": destination,
        }
    lines = [
        "set -e",
        f"sudo mkdir -p /opt/{name}",
        f"sudo DEBIAN_FRONTEND=noninteractive apt-get install -y {word}",
        f'echo "{word}={rng.randrange(9999)}" | sudo tee /opt/{name}/settings > /dev/null',
        f"sudo systemctl enable {word}",
    ]
    return {"type": "Shell", "name": name, "inline": lines[: rng.randint(2, 5)]}


def _windows_step(rng: random.Random, number: int) -> dict[str, Any]:
    word = rng.choice(WORDS)
    name = f"{word}-{number}"
    kind = rng.randrange(6)
    if kind == 0:
        return {"type": "WindowsRestart", "name": name, "restartTimeout": f"{rng.randint(6, 9)}m"}
    if kind == 1:
        return {
            "type": "WindowsUpdate",
            "name": name,
            "searchCriteria": "IsInstalled=0",
            "filters": ["exclude:$_.Title -like '*Preview*'", "include:$true"],
            "updateLimit": rng.randint(10, 90),
        }
    if kind == 2:
        uri = _uri(rng, "ps1")
        return {
            "type": "PowerShell",
            "name": name,
            "runElevated": True,
            "runAsSystem": True,
            "scriptUri": uri,
            "sha256Checksum": _checksum(rng),
            "validExitCodes": [0, 3010],
        }
    lines = [
        "$ErrorActionPreference = 'Stop'",
        f"New-Item -ItemType Directory -Force -Path 'C:\\Build\\{name}' | Out-Null",
        f"Set-Content -Path 'C:\\Build\\{name}\\settings.txt' -Value '{word}={rng.randrange(9999)}'",
        f"if (-not (Test-Path 'C:\\Build\\{name}')) {{ throw '{word} is missing' }}",
    ]
    return {"type": "PowerShell", "name": name, "inline": lines[: rng.randint(2, 4)]}


def _spoil(rng: random.Random, body: dict[str, Any]) -> None:
    step = rng.choice(body["properties"]["customize"])
    mistake = rng.choice(("property", "casing", "region", "type"))
    if mistake == "property":
        step["nmae"] = step.pop("name")
    elif mistake == "casing":
        body["properties"]["vmProfile"]["VmSize"] = body["properties"]["vmProfile"].pop("vmSize")
    elif mistake == "region":
        body["location"] = "westeurop"
    else:
        body["properties"]["buildTimeoutInMinutes"] = "two hours"
