"""What addresses give away: signatures, credentials, branches; and addresses within text."""

from __future__ import annotations

import pytest

from aiblsp.facts.access import credentials, find_addresses, mutable_reference, query, shared_access

BLOB = "https://stexample.blob.core.windows.net/scripts/a.sh"
RAW = "https://raw.githubusercontent.com/contoso/images"


def test_query() -> None:
    address = f"{BLOB}?sv=2022-11-02&sig=a%3D&flag&=x&#top?no=1"
    assert [(each.name, each.value) for each in query(address)] == [
        ("sv", "2022-11-02"),
        ("sig", "a%3D"),
        ("flag", ""),
        ("", "x"),
    ]
    assert all(address[each.start : each.end] == each.value for each in query(address))
    assert query(BLOB) == ()


@pytest.mark.parametrize(
    ("text", "signature", "expiry"),
    [
        (f"{BLOB}?sv=2022-11-02&se=2030-01-01T00:00:00Z&sr=b&sp=r&sig=abc%3D", "abc%3D", "2030-01-01T00:00:00Z"),
        (f"{BLOB}?sig=abc&se=2020-01-01T00%3A00%3A00Z#x", "abc", "2020-01-01T00:00:00Z"),
        (f"{BLOB}?sp=r&sig=abc", "abc", None),
        (f"{BLOB}?sig=abc&SE=soon", "abc", None),
        (f"{BLOB}?sig=abc", None, None),
        (f"{BLOB}?sv=1&sig=", None, None),
        (f"{BLOB}?design=abc&sv=1", None, None),
        (BLOB, None, None),
    ],
)
def test_shared_access(text: str, signature: str | None, expiry: str | None) -> None:
    found = shared_access(text)
    assert (text[found.start : found.end] if found else None, found.expiry if found else None) == (signature, expiry)
    if found:
        assert text[found.query_start] == "?"
        assert text[found.query_end :] in ("", "#x")


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("https://bob:«pw»@example.org/a.cfg", True),
        ("https://x-access-token:«abc»@github.com/a/b", True),
        ("https://bob@example.org/a", False),
        ("https://bob:@example.org/a", False),
        ("https://bob:$PW@example.org/a", False),
        ("https://raw.githubusercontent.com/a/b/main/c?token=«ABCDEFGHIJ»", True),
        ("https://x.org/?access_token=«abcdefgh»&b=c", True),
        ("https://x.azurewebsites.net/api/f?code=«abcdefgh==»", True),
        ("https://x.org/?token=$TOKEN123", False),
        ("https://x.org/?token=abc", False),
        ("https://x.org/?page=12345678", False),
        ("relative/path:a@b", False),
    ],
)
def test_credentials(marked: str, found: bool) -> None:
    text = marked.replace("«", "").replace("»", "")
    span = credentials(text)
    assert (span is not None) == found
    if span:
        assert f"{text[: span[0]]}«{text[span[0] : span[1]]}»{text[span[1] :]}" == marked


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        (f"{RAW}/«main»/a.sh", True),
        (f"{RAW}/«master»/dir/main/a.sh", True),
        (f"{RAW}/refs/heads/«feature»/a.sh", True),
        (f"{RAW}/refs/tags/v1/a.sh", False),
        (f"{RAW}/0123456789abcdef0123456789abcdef01234567/a.sh", False),
        (f"{RAW}/v1.2/a.sh", False),
        (f"{RAW}/«HEAD»/a.sh", True),
        ("https://github.com/a/b/raw/«main»/c.sh", True),
        ("https://github.com/a/b/blob/«main»/c.sh?raw=true", True),
        ("https://github.com/a/b/archive/refs/heads/«main.zip»", True),
        ("https://github.com/a/b/releases/«latest»/download/c.sh", True),
        ("https://github.com/a/b/releases/download/v1/c.sh", False),
        ("https://dl.example.org/«latest»/app.msi", True),
        ("https://example.org/main/a.sh", False),
        (BLOB, False),
        ("main/a.sh", False),
    ],
)
def test_mutable_reference(marked: str, found: bool) -> None:
    text = marked.replace("«", "").replace("»", "")
    reference = mutable_reference(text)
    assert (reference is not None) == found
    if reference:
        assert f"{text[: reference.start]}«{reference.name}»{text[reference.end :]}" == marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("curl -fsSL https://a.org/x.sh | sh", ["https://a.org/x.sh"]),
        ("wget 'http://a.org/x?y=1&z=2' -O f", ["http://a.org/x?y=1&z=2"]),
        ("See https://a.org/x. Or (https://b.org/y), [https://c.org/z(1)].", None),
        ('$url = "https://a.org/$name/x"; HTTPS://B.ORG', ["https://a.org/$name/x", "HTTPS://B.ORG"]),
        ("xhttp://a.org git+https://b.org ftp://c.org/d", ["ftp://c.org/d"]),
        ("https://", []),
        ("no address", []),
    ],
)
def test_find_addresses(text: str, found: list[str] | None) -> None:
    addresses = list(find_addresses(text))
    assert all(text[each.start : each.end] == each.text for each in addresses)
    expected = ["https://a.org/x", "https://b.org/y", "https://c.org/z(1)"] if found is None else found
    assert [each.text for each in addresses] == expected


@pytest.mark.parametrize("unit", ["https://", "http://a/", ")", "http://x)", "?a=", "&", "@", "/", ":", "sig="])
def test_long_text(unit: str) -> None:
    for text in (unit * (100_000 // len(unit)), f"https://a.org/?{unit * 50_000}", f"https://a.org/{unit * 50_000}"):
        shared_access(text)
        credentials(text)
        mutable_reference(text)
        assert isinstance(list(find_addresses(text)), list)
