"""What was made of a text is gone with its document, without a search for garbage; till then its parts know it."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest

from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.text import Source, decode

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "good").rglob("*.json"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus").rglob("*.json"))


@pytest.mark.parametrize("path", [*EXAMPLES, *CORPUS], ids=lambda path: path.stem)
def test_nothing_stays_of_a_document(path: Path) -> None:
    document = analyze(decode(path.read_bytes(), str(path)))
    found = lint(document)
    watched: list[ref[object]] = [ref(document), ref(document.template)]
    watched += [ref(each) for image in document.images for each in (image, *image.steps, *image.targets)]
    watched += [ref(each) for scope in document.template.scopes for each in (scope, *scope.resources)]
    gc.disable()
    try:
        del document, found
        assert [reference() for reference in watched if reference() is not None] == []
    finally:
        gc.enable()


def test_a_part_that_outlives_its_document_says_so() -> None:
    text = '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {"customize": [{"type": "Shell"}]}}'
    (step,) = analyze(Source(text)).images[0].steps
    with pytest.raises(ReferenceError, match="document"):
        _ = step.image
