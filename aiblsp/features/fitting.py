"""Makes a whole example of the contract fit the template that it is put into: its system, region and API version.

What only the user knows becomes a placeholder, so that nothing else is to be found in what was just inserted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.features.values_of import resource_id
from aiblsp.features.whole import SOURCES
from aiblsp.template.model import Image

if TYPE_CHECKING:
    from aiblsp.schema.place import Subject

_TARGET_REGIONS_SINCE: Final = "2022-07-01"  # and the `uri` of a VHD
_FOLDERS: Final = {"Windows": "C:\\Windows\\Temp\\", "Linux": "/tmp/"}
_ON_WINDOWS: Final = frozenset(("PowerShell", "WindowsRestart", "WindowsUpdate"))


def fitted(example: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """A whole customizer, validator, target or source, as it suits a template."""
    if not isinstance(subject, Image):
        return example
    match example.get("type"):
        case "File":
            folder = _FOLDERS[_family(subject)]
            return {**example, "sha256Checksum": "<sha256-of-the-file>", "destination": f"{folder}<file>"}
        case "PlatformImage" if _family(subject) == "Windows":
            return {**example, **SOURCES["windows"]}
        case "SharedImageVersion":
            text = resource_id(str(example.get("imageVersionId", "")))
            return {**example, "imageVersionId": text.replace("/<image>/", "/<source-image>/")}
        case "SharedImage" | "ManagedImage" if "runOutputName" in example:
            return _target(example, subject)
        case "VHD" if not subject.before(_TARGET_REGIONS_SINCE):
            return {**example, "uri": "https://<storage-account>.blob.core.windows.net/vhds/<image>.vhd"}
    return example


def _family(image: Image) -> str:
    """The system of the image; where the source does not tell, the one that its steps need."""
    needed = "Windows" if any(step.type in _ON_WINDOWS for step in image.steps) else "Linux"
    return image.os_family or needed


def _target(example: dict[str, Any], image: Image) -> dict[str, Any]:
    """A target in the region of the template, which is where the build makes the image."""
    written = image.node.get("location")
    region = written.value if written is not None and written.kind == "string" and written.value else None
    if "location" in example:
        return {**example, "location": region or example["location"]}
    regions = [each["name"] for each in example.get("targetRegions", ())]
    regions = [region] if region is not None and regions else regions
    rest = {name: value for name, value in example.items() if name != "targetRegions"}
    if image.before(_TARGET_REGIONS_SINCE):
        return {**rest, "replicationRegions": regions}
    return {**rest, "targetRegions": [{"name": each} for each in regions]}
