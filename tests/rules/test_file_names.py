"""Names of files that are looked for all at once are found wherever a path ends with one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aiblsp.rules.customize.file_referenced_before_download import _Names

NAMES = st.text("ab.-(é ", min_size=1, max_size=5)
TEXTS = st.text("ab.-(é /\n", max_size=50)
ENDS = st.sampled_from(["", " ", "\n", "'", '"', ";", ")", "|"])


@given(st.lists(NAMES, max_size=30), NAMES, TEXTS, st.sampled_from("/\\"), ENDS, TEXTS)
def test_names_at_the_end_of_a_path_are_found(
    others: list[str], name: str, before: str, slash: str, end: str, after: str
) -> None:
    names = _Names()
    for each in (*others, name):
        names.add(each)
    assert names.are_in(f"{before}{slash}{name}{end}{after if end else ''}")


@given(TEXTS)
def test_a_name_that_no_text_has_is_not_found(text: str) -> None:
    names = _Names()
    names.add("c.sh")
    names.add("c (d")
    assert not names.are_in(text)
