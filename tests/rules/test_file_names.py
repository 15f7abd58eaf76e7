"""Names of files that are looked for all at once are found where they would be one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aiblsp.rules.customize.file_referenced_before_download import _Names

LETTERS = st.text("ab.-(é ", max_size=5)


@given(st.lists(LETTERS, max_size=60), st.text("ab.-(é /\n", max_size=300))
def test_names_are_found_as_one_by_one(names: list[str], text: str) -> None:
    looked_for = _Names()
    for name in names:
        looked_for.add(name)
    assert looked_for.are_in(text) is any(name in text for name in names)
