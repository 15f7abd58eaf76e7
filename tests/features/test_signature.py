"""Signature help: the call around the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiblsp.features.signature import signature
from tests.features.harness import Case, cases_of, check

HERE = Path(__file__).parent


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    found = signature(document, offset)
    if found is None:
        return "none"
    active = found.parameters[found.active] if found.active < len(found.parameters) else "beyond the last"
    return f"{found.label}\n{active}\n{found.markdown}".rstrip()


@pytest.mark.parametrize("case", cases_of(HERE / "signature"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)
