"""Names of PowerShell commands: aliases, keywords, and the plain name of a program. Source: PowerShell's own tables."""

from __future__ import annotations

from typing import Final

from aiblsp.pattern import later

# Windows PowerShell 5.1, which runs inline scripts: there curl and wget are aliases too.
_ALIASES: Final = {
    "%": "foreach-object",
    "?": "where-object",
    "ac": "add-content",
    "asnp": "add-pssnapin",
    "cat": "get-content",
    "cd": "set-location",
    "chdir": "set-location",
    "clc": "clear-content",
    "copy": "copy-item",
    "cp": "copy-item",
    "cpi": "copy-item",
    "curl": "invoke-webrequest",
    "del": "remove-item",
    "dir": "get-childitem",
    "echo": "write-output",
    "erase": "remove-item",
    "foreach": "foreach-object",
    "gc": "get-content",
    "gci": "get-childitem",
    "gcim": "get-ciminstance",
    "gi": "get-item",
    "gp": "get-itemproperty",
    "gps": "get-process",
    "gsv": "get-service",
    "gwmi": "get-wmiobject",
    "icm": "invoke-command",
    "iex": "invoke-expression",
    "ii": "invoke-item",
    "ipmo": "import-module",
    "irm": "invoke-restmethod",
    "iwmi": "invoke-wmimethod",
    "iwr": "invoke-webrequest",
    "kill": "stop-process",
    "ls": "get-childitem",
    "md": "mkdir",
    "mi": "move-item",
    "move": "move-item",
    "mv": "move-item",
    "ni": "new-item",
    "nv": "new-variable",
    "popd": "pop-location",
    "ps": "get-process",
    "pushd": "push-location",
    "rd": "remove-item",
    "ren": "rename-item",
    "ri": "remove-item",
    "rm": "remove-item",
    "rmdir": "remove-item",
    "rni": "rename-item",
    "rp": "remove-itemproperty",
    "sajb": "start-job",
    "saps": "start-process",
    "sasv": "start-service",
    "sc": "set-content",
    "select": "select-object",
    "set": "set-variable",
    "si": "set-item",
    "sl": "set-location",
    "sleep": "start-sleep",
    "sls": "select-string",
    "sort": "sort-object",
    "sp": "set-itemproperty",
    "spps": "stop-process",
    "spsv": "stop-service",
    "start": "start-process",
    "sv": "set-variable",
    "tee": "tee-object",
    "type": "get-content",
    "wget": "invoke-webrequest",
    "where": "where-object",
    "write": "write-output",
}
_FOLDER: Final = later(r"[\\/]")
_PROGRAM: Final = later(r"\.(?:exe|cmd|bat|com)\Z")

# What a keyword says of the block after it: whether it surely runs.
CONDITIONAL: Final = frozenset(
    {
        "if",
        "elseif",
        "else",
        "while",
        "for",
        "foreach",
        "switch",
        "until",
        "catch",
        "trap",
        "default",
    }
)
TESTING: Final = frozenset({"if", "elseif", "while", "until", "switch"})
DEFINING: Final = frozenset({"function", "filter", "workflow", "configuration", "class", "enum"})
PLAIN: Final = frozenset({"try", "finally", "do", "begin", "process", "end", "param", "data", "using", "inlinescript"})
LEAVING: Final = frozenset({"return", "throw", "break", "continue"})


def program_name(written: str) -> str:
    """The plain name of a program: lower case, without folder and `.exe`."""
    return _PROGRAM.sub("", _FOLDER.split(written.lower())[-1])


def command_name(written: str) -> str:
    """The name to compare a PowerShell command by: as for a program, an alias by what it stands for."""
    name = program_name(written)
    return _ALIASES.get(name, name) if name == written.lower() else name
