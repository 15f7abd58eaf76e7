"""Names for run outputs: what to call a target that has no name, one that is refused, or the name of another target.

Sources: the pattern of the REST specification; the reference says that each name is used once in a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.ids import parse_resource_id
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.template.model import Image, Target

_GOOD: Final = later(r"[A-Za-z0-9_.-]{1,64}")
_BAD: Final = later(r"[^A-Za-z0-9_-]+")  # periods came later than the first API versions
_LONGEST: Final = 64


def is_output_name(text: str, image: Image) -> bool:
    """Whether the service accepts the name (periods since 2019-05-01-preview)."""
    return _GOOD.fullmatch(text) is not None and not ("." in text and image.before("2019-05-01-preview"))


def suggested_names(image: Image) -> dict[int, str]:
    """A name for each target without a good one of its own, by the target's index: all at once, so that all differ."""
    wanted: dict[int, str] = {}
    taken: set[str] = set()
    for target in image.targets:
        node = target.get("runOutputName")
        if node is None:
            wanted[target.index] = _name_of_image(target)
        elif node.kind == "string":
            if not is_output_name(node.value, image) or node.value.lower() in taken:
                wanted[target.index] = node.value
            else:
                taken.add(node.value.lower())
    suggested: dict[int, str] = {}
    for index, text in wanted.items():
        suggested[index] = name = _free(_BAD.sub("-", text).strip("-") or "output", taken)
        taken.add(name.lower())
    return suggested


def _name_of_image(target: Target) -> str:
    """What the target makes: the last name of its image, else its type."""
    id_ = target.value("galleryImageId") or target.value("imageId")
    parsed = parse_resource_id(id_) if id_ is not None else None
    found = parsed.named("images") if parsed is not None else None
    return found.text if found is not None else (target.type or "output").lower()


def _free(base: str, taken: set[str]) -> str:
    base = base[:_LONGEST]
    number, name = 2, base
    while name.lower() in taken:
        end = f"-{number}"
        name = base[: _LONGEST - len(end)] + end
        number += 1
    return name
