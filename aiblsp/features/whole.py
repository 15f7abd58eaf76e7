"""Whole templates to start from: a bare body, a deployment template, a resource in one; for Linux and Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.facts.versions import NEWEST_DOCUMENTED
from aiblsp.features.envelope import IMAGE, SCHEMA
from aiblsp.features.item import Completion, put
from aiblsp.features.writing import Layout, layout_at, write
from aiblsp.jsonc import gaps
from aiblsp.record import replace
from aiblsp.schema.skeleton import Blank

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.features.slot import Slot
    from aiblsp.text import Source

_GROUP: Final = "/subscriptions/<subscription-id>/resourceGroups/<resource-group>/providers"
_IDENTITY: Final = f"{_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/<identity>"
_GALLERY_IMAGE: Final = f"{_GROUP}/Microsoft.Compute/galleries/<gallery>/images/<image>"
_REGION: Final = Blank("westus2")
_NAME: Final = Blank("image-template")
SOURCES: Final[dict[str, dict[str, Any]]] = {
    "linux": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
    "windows": {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2"},
}
_STEPS: Final[dict[str, list[dict[str, Any]]]] = {
    "linux": [
        {
            "type": "Shell",
            "name": Blank("install"),
            "inline": ["sudo apt-get update", Blank("sudo DEBIAN_FRONTEND=noninteractive apt-get install -y nginx")],
        }
    ],
    "windows": [
        {
            "type": "PowerShell",
            "name": Blank("install"),
            "runElevated": True,
            "runAsSystem": True,
            "inline": [Blank("Install-WindowsFeature -Name Web-Server")],
        },
        {"type": "WindowsRestart", "name": "restart-after-installation", "restartTimeout": "10m"},
        {
            "type": "WindowsUpdate",
            "name": "update",
            "searchCriteria": "IsInstalled=0",
            "filters": ["exclude:$_.Title -like '*Preview*'", "include:$true"],
            "updateLimit": 40,
        },
        {"type": "WindowsRestart", "name": "restart-after-updates", "restartTimeout": "30m"},
    ],
}
_TEXTS: Final = {
    "en": {"bare": "Image template for {0}", "arm": "Deployment template with an image template for {0}"},
    "zh-cn": {"bare": "{0} 映像模板", "arm": "包含 {0} 映像模板的部署模板"},
}
_SYSTEMS: Final = {"linux": "Linux", "windows": "Windows"}


def new(kind: str) -> str:
    """The text of a whole deployment template. Raises ValueError for all but `linux` and `windows`."""
    if kind not in SOURCES:
        raise ValueError(f"there is a template for linux and for windows, not for {kind!r}")
    return write(_plain(_deployment(kind)), Layout(unit="  "), snippet=False) + "\n"


def templates(source: Source, offset: int, *, snippets: bool, language: str) -> list[Completion]:
    """Whole templates for a file that holds nothing yet, or a pair of braces, or the start of a word."""
    text = source.text
    inner = text.strip()
    opened = inner.startswith("{")
    is_empty = not inner.removeprefix("{").removesuffix("}").strip()
    if not is_empty and not (len(inner) < 30 and inner.replace("-", "").isidentifier()):
        return []
    opening, closing = text.find("{"), text.rfind("}")
    if opened and (offset <= opening or (closing >= 0 and offset > closing)):
        return []
    start, end = (offset, offset) if is_empty else (text.index(inner), text.index(inner) + len(inner))
    if not start <= offset <= end:
        return []
    words = _TEXTS.get(language, _TEXTS["en"])
    found = []
    for rank, (kind, system) in enumerate(_SYSTEMS.items()):
        for order, (form, value) in enumerate((("arm", _deployment(kind)), ("bare", _body(kind)))):
            insert = write(value if snippets else _plain(value), Layout(source.newline, "", "  "), snippet=snippets)
            if opened:
                insert = _within(source, insert, offset, closed=closing >= 0, snippet=snippets)
            label = f"aib-{form}-{kind}"
            item = Completion(*(label, "snippet", start, end, insert, snippets, label, f"{order}{rank}"))
            found.append(replace(item, detail=words[form].format(system)))
    return sorted(found, key=lambda item: item.sort)


def _within(source: Source, written: str, offset: int, *, closed: bool, snippet: bool) -> str:
    """The members of a written object, for between braces that are there; with the closing one where it is missing."""
    closing = "\\}" if snippet else "}"
    inner = written[1:].removesuffix(closing)
    if gaps.starts_line(source.text, offset):
        newline = "\n" if snippet else source.newline
        inner = inner.strip()
        if snippet and gaps.indent(source.text, offset):
            inner = inner.replace("\n\t", "\n")  # the client adds the indentation of the line
        inner += "" if closed else newline
    return inner if closed else inner + closing


def resources(document: Document, place: Slot, *, snippets: bool, language: str) -> list[Completion]:
    """Whole image template resources, among the resources of a deployment template."""
    words = _TEXTS.get(language, _TEXTS["en"])
    layout = layout_at(document.source, place.start)
    found = []
    for rank, (kind, system) in enumerate(_SYSTEMS.items()):
        value = _resource(kind)
        insert = write(
            value if snippets else _plain(value), layout, snippet=snippets, head=place.before, tail=place.after
        )
        detail = words["bare"].format(system)
        found.append(put(place, f"imageTemplates-{kind}", "snippet", insert, rank, snippet=snippets, detail=detail))
    return found


def _properties(kind: str, region: Any) -> dict[str, Any]:
    return {
        "buildTimeoutInMinutes": 120,
        "vmProfile": {"vmSize": "Standard_D2s_v5", "osDiskSizeGB": 127 if kind == "windows" else 64},
        "source": {"type": "PlatformImage", **SOURCES[kind], "version": "latest"},
        "customize": _STEPS[kind],
        "distribute": [
            {
                "type": "SharedImage",
                "galleryImageId": Blank(_GALLERY_IMAGE),
                "runOutputName": Blank("image-output"),
                "targetRegions": [{"name": region}],
            }
        ],
    }


def _body(kind: str, region: Any = _REGION) -> dict[str, Any]:
    return {
        "type": IMAGE,
        "location": region,
        "identity": {"type": "UserAssigned", "userAssignedIdentities": {_IDENTITY: {}}},
        "properties": _properties(kind, region),
    }


def _resource(kind: str, name: Any = _NAME, region: str = "[resourceGroup().location]") -> dict[str, Any]:
    body = _body(kind, region)
    return {"type": body.pop("type"), "apiVersion": NEWEST_DOCUMENTED, "name": name, **body}


def _deployment(kind: str) -> dict[str, Any]:
    resource = _resource(kind, "[parameters('imageTemplateName')]", "[parameters('location')]")
    return {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {
            "imageTemplateName": {"type": "string", "defaultValue": _NAME},
            "location": {"type": "string", "defaultValue": "[resourceGroup().location]"},
        },
        "resources": [resource],
    }


def _plain(value: Any) -> Any:
    """A value with its blanks filled with the examples."""
    if isinstance(value, Blank):
        return value.example
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value
