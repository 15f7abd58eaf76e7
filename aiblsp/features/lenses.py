"""A line above each image template: its API version, its phases, and the parameter file that its values come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.template.model import Image

CHOOSE_PARAMETER_FILE: Final = "aiblsp.chooseParameterFile"
_WORDS: Final = {
    "en": ("API version {0}", "API version unknown: what holds in all", "{0} steps", "{0} checks", "{0} targets"),
    "zh-cn": ("API 版本 {0}", "API 版本未知：仅报告所有版本都适用的问题", "{0} 个步骤", "{0} 个验证", "{0} 个目标"),
}
_FILES: Final = {
    "en": ("Parameters: {0}", "Parameters: default values"),
    "zh-cn": ("参数：{0}", "参数：默认值"),
}


@dataclass(frozen=True, slots=True)
class Lens:
    """A text above a span; `command` is empty where there is nothing to click."""

    start: int
    end: int
    title: str
    command: str = ""
    arguments: tuple[str, ...] = ()


def lenses(document: Document, language: str = "en") -> list[Lens]:
    """The lenses of a document, in order."""
    found: list[Lens] = []
    for image in document.images:
        start = image.node.start
        found.append(Lens(start, start + 1, _phases(image, language)))
        if document.template.kind == "deployment" and image.scope is not None and image.scope.parameters:
            found.append(Lens(start, start + 1, _parameters(document, language), CHOOSE_PARAMETER_FILE))
    return found


def _phases(image: Image, language: str) -> str:
    known, unknown, steps, checks, targets = _WORDS.get(language, _WORDS["en"])
    parts = [known.format(image.api_version) if image.api_version is not None else unknown]
    for text, number in (
        (steps, len(image.customizers)),
        (checks, len(image.validators)),
        (targets, len(image.targets)),
    ):
        if number:
            parts.append(text.format(number) if number > 1 or language != "en" else text.format(number)[:-1])
    return " · ".join(parts)


def _parameters(document: Document, language: str) -> str:
    named, none = _FILES.get(language, _FILES["en"])
    files = document.template.parameter_files
    if not files:
        return none
    return named.format(", ".join((file.source.path or "").replace("\\", "/").rpartition("/")[2] for file in files))
