"""Paths on the build VM: the system they belong to and their parts. Knows a few folders that surely exist.

Sources: the reference (Image Builder writes to /tmp on Linux); what every image of the marketplace has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.facts.images import OsFamily

_DRIVE: Final = later(r"[A-Za-z]:[\\/]")
_SLASHES: Final = later(r"[\\/]+")

_WINDOWS_FOLDERS: Final = frozenset(
    {
        "c:",
        "d:",
        r"c:\windows",
        r"c:\windows\temp",
        r"c:\windows\system32",
        r"c:\program files",
        r"c:\program files (x86)",
        r"c:\programdata",
        r"c:\users",
        r"c:\users\public",
        r"c:\users\public\desktop",
        r"c:\users\default",
    }
)
_LINUX_FOLDERS: Final = frozenset(
    {
        "",
        *("/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/media", "/mnt", "/opt", "/root", "/run", "/sbin"),
        *("/srv", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/sbin", "/usr/share"),
        *("/var", "/var/lib", "/var/log", "/var/tmp"),
    }
)


def family(path: str) -> OsFamily | None:
    """The system of an absolute path; None for a relative one, a share, and one that is to be filled in."""
    if is_open(path):
        return None
    if path.startswith("/") and not path.startswith("//"):
        return "Linux"
    return "Windows" if _DRIVE.match(path) else None


def is_open(path: str) -> bool:
    """Whether a path holds what is to be filled in, such as `<name>` or `#{name}#`: signs that paths rarely have.

    Nor can one say what was meant where a control character came from a single backslash.
    """
    return "<" in path or "{" in path or min(path, default=" ") < " "


def normal(path: str) -> str:
    r"""An absolute path in the form to compare it in: single separators, none at the end, on Windows in lower case.

    The root of Linux becomes the empty text, a drive its letter and colon.
    """
    if path.startswith("/"):
        if "//" not in path and "/." not in path:
            return path.rstrip("/")
        parts = [part for part in path.split("/") if part not in ("", ".")]
        return "".join(f"/{part}" for part in parts)
    return _SLASHES.sub(lambda _: "\\", path).lower().rstrip("\\")


def base(path: str) -> str:
    """What follows the last separator of either system, as written."""
    return _SLASHES.split(path)[-1]


def folder(path: str) -> str:
    """The folder of an absolute path, in the form that `normal` gives."""
    found = normal(path)
    return found[: max(found.rfind("/" if path.startswith("/") else "\\"), 0)]


def is_folder(path: str) -> bool:
    """Whether an absolute path is surely one of a folder: it ends with a separator, or every machine has it."""
    if path.endswith(("/", "\\")):
        return True
    return normal(path) in (_LINUX_FOLDERS if path.startswith("/") else _WINDOWS_FOLDERS)


def on_every_machine(folder: str) -> bool:
    """Whether a folder, as `folder` gives it, is there on every machine or may well be: a folder of the system."""
    if folder.startswith("/") or not folder:
        return folder in _LINUX_FOLDERS or folder.split("/")[1] in _LINUX_SYSTEM
    if not folder.startswith("c:"):
        return True
    top = folder[2:].split("\\")[1:2]
    return not top or top[0] in _SYSTEM


# First folders whose insides differ from image to image.
_LINUX_SYSTEM: Final = frozenset({"etc", "home", "usr", "var", "root", "run"})
# First folders of drive C whose insides differ from image to image.
_SYSTEM: Final = frozenset(
    {
        "windows",
        "program files",
        "program files (x86)",
        "programdata",
        "users",
        "packages",
        "windowsazure",
        "inetpub",
        "perflogs",
        "recovery",
    }
)
