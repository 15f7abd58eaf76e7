"""The shipped examples: the good ones are found good, the mistakes are found, and each is shown to readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiblsp.diagnostic import Severity
from aiblsp.document import Document, analyze
from aiblsp.lint import lint
from aiblsp.text import decode

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def templates(folder: str) -> list[Path]:
    return [path for path in sorted((EXAMPLES / folder).glob("*.json")) if not path.name.endswith(".parameters.json")]


def read(path: Path) -> Document:
    return analyze(decode(path.read_bytes(), path.name))


def by_name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", templates("good"), ids=by_name)
def test_a_good_example_has_nothing_to_mend(path: Path) -> None:
    assert [f"{one.rule}: {one.message}" for one in lint(read(path))] == []


@pytest.mark.parametrize("path", templates("mistakes"), ids=by_name)
def test_a_mistake_is_found(path: Path) -> None:
    assert [one.rule for one in lint(read(path)) if one.severity == Severity.ERROR]


@pytest.mark.parametrize("path", [*templates("good"), *templates("mistakes")], ids=by_name)
def test_an_example_is_an_image_template_and_shown_to_readers(path: Path) -> None:
    assert read(path).images
    name = path.relative_to(EXAMPLES).as_posix()
    assert f"`{name}`" in (EXAMPLES / "README.md").read_text("utf-8")


def test_the_examples_show_every_kind_of_section() -> None:
    """Each source, step, target and trigger type that the service takes today is shown rightly used at least once."""
    seen: set[str] = set()
    for path in templates("good"):
        document = read(path)
        for image in document.images:
            seen.add(f"source {image.source.type if image.source else None}")
            seen |= {f"step {step.type}" for step in image.steps}
            seen |= {f"target {target.type}" for target in image.targets}
        seen |= {"trigger" for _ in document.template.triggers}
    wanted = {f"source {name}" for name in ("PlatformImage", "ManagedImage", "SharedImageVersion")}
    wanted |= {f"step {name}" for name in ("Shell", "PowerShell", "WindowsRestart", "WindowsUpdate", "File")}
    wanted |= {f"target {name}" for name in ("ManagedImage", "SharedImage", "VHD")} | {"trigger"}
    assert wanted - seen == set()
