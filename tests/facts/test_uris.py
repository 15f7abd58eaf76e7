"""Addresses: their parts, hosts that nobody else can reach, and pages that stand for a file."""

from __future__ import annotations

import pytest

from aiblsp.facts.uris import Uri, extension, private_host, scheme, split, storage_account, web_page


def test_the_parts() -> None:
    assert split("HTTPS://user:pw@Example.COM:8443/a/B.sh?x=1&y#top") == Uri(
        "https", "example.com", "/a/B.sh", "x=1&y", "top", "user:pw", "8443"
    )
    assert split("https://h") == Uri("https", "h", "")
    assert split("https://h/?#") == Uri("https", "h", "/", "", "")
    assert split("https://[::1]:80/a") == Uri("https", "::1", "/a", port="80")


@pytest.mark.parametrize(
    "text", ["", "a.sh", "./a", "//h/a", "C:\\a", "file:///a", "https:/h", "https://", "https:///a"]
)
def test_no_address_with_a_host(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("HTTP://x", "http"), ("mailto:x", "mailto"), ("C:\\x", None), ("x", None), ("1a:x", None)]
)
def test_the_scheme(text: str, expected: str | None) -> None:
    assert scheme(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.SH", ".sh"), ("a.tar.gz", ".tar.gz"), ("a.b.zip", ".zip"), (".bashrc", ""), ("a", ""), ("", ""), ("a.", ".")],
)
def test_the_extension(name: str, expected: str) -> None:
    assert extension(name) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("st1.blob.core.windows.net", "st1"),
        ("st1.file.core.usgovcloudapi.net", "st1"),
        ("st1.z12.blob.storage.azure.net", "st1"),
        ("core.windows.net", None),
        ("st1.blob.core.windows.net.example.com", None),
        ("example.com", None),
    ],
)
def test_the_storage_account(host: str, expected: str | None) -> None:
    assert storage_account(host) == expected


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "fd00::1",
        "fe80::1",
        "fileserver",
        "fileserver.corp.local",
        "a.internal",
        "168.63.129.16",
    ],
)
def test_hosts_out_of_reach(host: str) -> None:
    assert private_host(host) is not None


@pytest.mark.parametrize(
    "host",
    ["example.com", "8.8.8.8", "172.32.0.1", "192.169.1.1", "2001:db8::1", "local.example.com", "10.example.com"],
)
def test_hosts_within_reach(host: str) -> None:
    assert private_host(host) is None


RAW = "https://raw.githubusercontent.com/o/r/main/dir/a.sh"


@pytest.mark.parametrize(
    ("text", "site", "raw"),
    [
        ("https://github.com/o/r/blob/main/dir/a.sh", "GitHub", RAW),
        ("https://www.github.com/o/r/blob/main/dir/a.sh#L1", "GitHub", RAW),
        ("https://github.com/o/r/tree/main/dir", "GitHub", None),
        ("https://github.com/o/r/blob/main", "GitHub", None),
        ("https://gist.github.com/u/0a1b", "GitHub", "https://gist.github.com/u/0a1b/raw"),
        ("https://git.example.com/g/s/p/-/blob/v1/a.sh", "GitLab", "https://git.example.com/g/s/p/-/raw/v1/a.sh"),
        ("https://gitlab.com/g/p/-/tree/v1", "GitLab", None),
        ("https://bitbucket.org/o/r/src/main/a.sh", "Bitbucket", "https://bitbucket.org/o/r/raw/main/a.sh"),
        ("https://dev.azure.com/o/p/_git/r?path=/a.sh", "Azure DevOps", None),
    ],
)
def test_pages(text: str, site: str, raw: str | None) -> None:
    uri = split(text)
    assert uri is not None
    page = web_page(uri)
    assert page is not None
    assert (page.site, page.raw) == (site, raw)


@pytest.mark.parametrize(
    "text",
    [
        RAW,
        "https://github.com/o/r/blob/main/a.sh?raw=true",
        "https://github.com/o/r/raw/main/a.sh",
        "https://github.com/o/r/releases/download/v1/a.zip",
        "https://github.com/o/r/archive/main.zip",
        "https://gist.github.com/u/0a1b/raw",
        "https://example.com/o/r/blob/main/a.sh",
        "https://dev.azure.com/o/p/_apis/git/repositories/r/items?path=/a.sh",
    ],
)
def test_files(text: str) -> None:
    uri = split(text)
    assert uri is not None
    assert web_page(uri) is None
