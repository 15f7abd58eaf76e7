"""Which commands install software or features on Windows, and how they do it. Runs nothing, judges nothing.

Source: the help texts of msiexec, wusa, dism, Chocolatey and winget, and of the PowerShell cmdlets for features.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiblsp.script.command import Command

_CMDLETS: Final = frozenset(
    {
        "install-windowsfeature",
        "add-windowsfeature",
        "enable-windowsoptionalfeature",
        "add-windowscapability",
        "add-windowspackage",
        "add-appxprovisionedpackage",
        "add-appxpackage",
        "install-windowsupdate",
        "get-windowsupdate",
        "wusa",
    }
)
_MANAGERS: Final = frozenset({"choco", "chocolatey", "cinst", "winget", "scoop"})
_MANAGED: Final = frozenset({"install", "upgrade", "update"})
_DISM: Final = ("/enable-feature", "/add-package", "/add-capability", "/add-provisionedappxpackage")
_MSI: Final = frozenset({"/i", "-i", "/package", "-package", "/p", "-p", "/update", "-update"})
_QUESTIONS: Final = frozenset({"/?", "-?", "/help", "--help", "--version"})


def names_msi(command: Command) -> bool:
    """Whether it is Windows Installer, or a package for it, that is started; whatever that does."""
    return command.name == "msiexec" or command.name.endswith((".msi", ".msp"))


def is_msi(command: Command) -> bool:
    """Whether it installs or patches by Windows Installer: msiexec, or a package that is started as such."""
    if command.name.endswith((".msi", ".msp")):
        return True
    return command.name == "msiexec" and any(
        word.text.lower() in _MSI or word.text.lower().startswith(('/i"', "/i{", "/ic:")) for word in command.args
    )


INSTALLING: Final = (
    *("windowsfeature", "optionalfeature", "capability", "package", "windowsupdate", "wusa", "dism"),
    *("choco", "cinst", "winget", "scoop", "msi", "msp", ".exe"),
)
"""What a script that installs anything on Windows mentions."""


def installs(command: Command) -> bool:
    """Whether a command of PowerShell or cmd surely installs software, updates or features."""
    name = command.name
    if name in _CMDLETS:
        return command.parameter("whatif", "list") is None
    if name in _MANAGERS:
        return name == "cinst" or any(word.text.lower() in _MANAGED for word in command.args[:1])
    if name == "dism":
        return any(word.text.lower().startswith(_DISM) for word in command.args)
    return is_msi(command) or is_setup(command)


def is_setup(command: Command) -> bool:
    """Whether it starts a program that is called like an installer (`setup.exe`, `AgentInstaller.exe`)."""
    if not command.words or command.name.startswith((".", "-")):
        return False
    written = command.words[0].text.lower()
    if not written.endswith(".exe"):
        return False
    name = written.replace("\\", "/").rpartition("/")[2]
    if not ("setup" in name or "install" in name or "vc_redist" in name) or "uninstall" in name:
        return False
    options = {word.text.lower() for word in command.args}
    return not options & _QUESTIONS and not any("uninstall" in option for option in options)
