"""What editors ask of the tree as a whole: outline, folds, links, hints, lenses, tokens, growing selections."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiblsp.features.folding import folds
from aiblsp.features.hints import hints
from aiblsp.features.lenses import lenses
from aiblsp.features.links import links
from aiblsp.features.selection import selections
from aiblsp.features.symbols import Symbol, symbols
from aiblsp.features.tokens import tokens
from tests.features.harness import Case, cases_of, check

HERE = Path(__file__).parent


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    text = document.source.text
    lines: list[str]
    match label:
        case "symbols":
            lines = [line for symbol in symbols(document) for line in _outline(symbol, "")]
        case "folds":
            lines = [f"{fold.start_line + 1}-{fold.end_line + 1} {fold.kind}" for fold in folds(document)]
        case "links":
            lines = [f"{link.url} on {text[link.start : link.end]}" for link in links(document)]
        case "hints":
            lines = [f"{text[: hint.offset].splitlines()[-1].strip()[-30:]} ← {hint.label}" for hint in hints(document)]
        case "lenses":
            lines = [f"{lens.title} {lens.command}".strip() for lens in lenses(document)]
        case "tokens":
            lines = [f"{text[token.start : token.end]} {token.type}" for token in tokens(document)]
        case _:
            lines = [repr(text[start:end])[:70] for start, end in selections(document, offset)]
    return "\n".join(lines) or "none"


def _outline(symbol: Symbol, indent: str) -> list[str]:
    own = f"{indent}{symbol.name} ({symbol.kind}) {symbol.detail}".rstrip()
    return [own, *(line for child in symbol.children for line in _outline(child, indent + "  "))]


@pytest.mark.parametrize("case", cases_of(HERE / "structure"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)
