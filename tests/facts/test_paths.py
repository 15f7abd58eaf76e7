"""Paths on the build VM: whose they are, their parts, and folders that surely exist."""

from __future__ import annotations

import pytest

from aiblsp.facts import paths


@pytest.mark.parametrize(
    ("path", "family", "normal", "folder"),
    [
        ("/tmp/a.conf", "Linux", "/tmp/a.conf", "/tmp"),
        ("/tmp//x/./a", "Linux", "/tmp/x/a", "/tmp/x"),
        ("/", "Linux", "", ""),
        ("C:\\Temp\\A.txt", "Windows", "c:\\temp\\a.txt", "c:\\temp"),
        ("c:/temp//a.txt", "Windows", "c:\\temp\\a.txt", "c:\\temp"),
        ("C:\\\\x\\\\y", "Windows", "c:\\x\\y", "c:\\x"),
        ("C:\\", "Windows", "c:", ""),
    ],
)
def test_parts(path: str, family: str, normal: str, folder: str) -> None:
    assert (paths.family(path), paths.normal(path), paths.folder(path)) == (family, normal, folder)


@pytest.mark.parametrize(
    "path",
    ["a.conf", "./a", "~/a", "%TEMP%\\a", "C:a", "\\\\server\\share", "//server/share", "", "/x/<name>", "/x/#{a}#"],
)
def test_no_family(path: str) -> None:
    assert paths.family(path) is None


@pytest.mark.parametrize(
    "path", ["/tmp", "/tmp/", "/x/y/", "/", "C:\\", "c:\\windows\\Temp", "C:\\x\\", "/usr/local/bin"]
)
def test_folders(path: str) -> None:
    assert paths.is_folder(path)


@pytest.mark.parametrize("path", ["/tmp/a", "/opt/app", "C:\\temp", "C:\\Windows\\Temp\\a"])
def test_files_and_folders_that_not_every_machine_has(path: str) -> None:
    assert not paths.is_folder(path)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("C:\\build\\a", False),
        ("C:\\a", True),
        ("C:\\ProgramData\\App\\a", True),
        ("D:\\data\\a", True),
        ("/opt/app/a", False),
        ("/etc/app/a", True),
        ("/tmp/x/a", False),
        ("/tmp/a", True),
    ],
)
def test_what_may_be_on_every_machine(path: str, there: bool) -> None:
    assert paths.on_every_machine(paths.folder(path)) is there


def test_base() -> None:
    assert [paths.base(path) for path in ("/tmp/a.b", "C:\\x\\a.b", "a.b", "/tmp/")] == ["a.b", "a.b", "a.b", ""]
