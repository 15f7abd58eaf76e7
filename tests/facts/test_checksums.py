"""Checksums: good ones, those of no file, and what else stands in their place."""

from __future__ import annotations

import hashlib

import pytest

from aiblsp.facts import checksums

GOOD = "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"


@pytest.mark.parametrize(
    ("text", "says", "extracted"),
    [
        (GOOD, None, GOOD),
        (GOOD.upper(), None, GOOD),
        ("", "empty", None),
        (f" {GOOD}", "blanks", GOOD),
        (f"sha256:{GOOD}", "more than", GOOD),
        (f"{GOOD}  deploy.sh", "more than", GOOD),
        (f"{GOOD} *C:\\deploy.ps1", "more than", GOOD),
        (f"SHA256(deploy.sh)= {GOOD.upper()}", "more than", GOOD),
        (f"{GOOD} {'0' * 64}", "no SHA-256", None),
        ("d41d8cd98f00b204e9800998ecf8427e", "MD5", None),
        ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "SHA-1", None),
        ("0" * 128, "SHA-512", None),
        (GOOD[:-1], "63 digits", None),
        ("reTFIUw8Z16SxmTtBnqHDFuBuYRLPePMcsSf82Ql/JM=", "Base64", None),
        ("none", "no SHA-256", None),
        (f"{GOOD}ff", "66 digits", None),
    ],
)
def test_problem(text: str, says: str | None, extracted: str | None) -> None:
    problem = checksums.problem(text)
    assert problem is None if says is None else says in (problem or "")
    assert checksums.extract(text) == extracted


def test_dummies() -> None:
    assert hashlib.sha256(b"").hexdigest() == checksums.EMPTY_FILE
    assert checksums.is_dummy(checksums.EMPTY_FILE.upper())
    assert checksums.is_dummy("0" * 64)
    assert not checksums.is_dummy("0" * 63)
    assert not checksums.is_dummy(GOOD)


@pytest.mark.parametrize("unit", ["a", "0", "g", " ", "a ", "/", "="])
def test_long_text(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert checksums.problem(text)
    assert checksums.extract(text) is None
