"""Every expression of the collected real templates parses without error, and evaluating it does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.parser import is_expression, parse
from aiblsp.expression.value import measure
from aiblsp.jsonc.parser import parse as parse_json
from aiblsp.text import decode
from tests.expression.place import Place

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"


def test_corpus() -> None:
    if not CORPUS.exists():
        pytest.skip("no corpus beside the project")
    wrong = []
    count = 0
    for path in sorted(CORPUS.rglob("*.json*")):
        root = parse_json(decode(path.read_bytes()).text).root
        if root is None or root.get("view") is not None:  # a form for the portal has another language in its brackets
            continue
        texts = [node.value for node in root.walk() if node.kind == "string"]
        texts += [node.key.text for node in root.walk() if node.key is not None]
        for written in filter(is_expression, texts):
            parsed = parse(written)
            count += 1
            wrong += [f"{path.name}: {written}: {error.message}" for error in parsed.errors]
            assert measure(evaluate(parsed.root, Place())) is not None
    assert wrong == []
    assert count > 5_000
