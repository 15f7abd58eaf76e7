"""Which commands of a shell script need root, and which run as root. Source: the manual pages of the commands.

An inline script runs as a user who may use sudo. What needs root because of the file that it writes to is told by
`aiblsp.script.writes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.script.packages import package_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command

# Nothing that these do works for an ordinary user.
_BARE: Final = frozenset(
    {"update-grub", "update-initramfs", "dracut", "update-ca-certificates", "chpasswd", "debconf-set-selections"}
)
# Without arguments these do nothing, or only show something.
_ALWAYS: Final = _BARE | frozenset(
    {
        "useradd",
        "userdel",
        "usermod",
        "groupadd",
        "groupdel",
        "groupmod",
        "adduser",
        "deluser",
        "addgroup",
        "delgroup",
        "grub2-mkconfig",
        "grubby",
        "mkswap",
        "swapon",
        "swapoff",
        "setenforce",
        "semodule",
        "ufw",
        "iptables",
        "ip6tables",
        "nft",
        "parted",
        "pvcreate",
        "vgcreate",
        "lvcreate",
        "lvextend",
        "xfs_growfs",
        "resize2fs",
        "growpart",
        "add-apt-repository",
        "apt-key",
        "dpkg-reconfigure",
        "subscription-manager",
        "modprobe",
    }
)
# These, and any mkfs, do so with the right arguments.
_CHANGING: Final = _ALWAYS | frozenset(
    {
        *("systemctl", "service", "rpm", "dpkg", "mount", "umount", "sysctl"),
        *("timedatectl", "hostnamectl", "localectl", "chown"),
    }
)
_ASKS_ONLY: Final = frozenset(
    {
        "--help",
        "-h",
        "--version",
        "-V",
        "-L",
        "-S",
        "-l",
        "-s",
        "--list",
        "--show",
        "list",
        "show",
        "status",
        "export",
        "version",
    }
)
_SYSTEMCTL: Final = frozenset(
    {
        "start",
        "stop",
        "restart",
        "reload",
        "try-restart",
        "reload-or-restart",
        "enable",
        "disable",
        "reenable",
        "mask",
        "unmask",
        "daemon-reload",
        "daemon-reexec",
        "isolate",
        "preset",
        "set-default",
        "edit",
        "link",
        "revert",
        "reset-failed",
        "kill",
    }
)
_SERVICE: Final = frozenset({"start", "stop", "restart", "reload", "force-reload"})
_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash", "su", "runuser", "eval", ""})


def needs_root(command: Command) -> bool:
    """Whether the command surely changes the system, which only root may do; whatever files it names."""
    name = command.name
    packages = package_command(command)
    if packages is not None:
        return packages.changes
    if name not in _CHANGING and not name.startswith("mkfs"):
        return False
    texts = [word.text for word in command.args]
    if name in _ALWAYS:
        return (bool(texts) or name in _BARE) and not _ASKS_ONLY & set(texts)
    if name == "systemctl":
        verb = next((text for text in texts if not text.startswith("-")), "")
        return verb in _SYSTEMCTL and not {"--user", "--root", "-H", "--host"} & set(texts)
    if name == "service":
        return len(texts) > 1 and texts[1] in _SERVICE
    if name == "rpm":
        return _is_rpm_change(command, texts)
    if name == "dpkg":
        return bool(
            {"-i", "--install", "-r", "--remove", "-P", "--purge", "--configure", "--add-architecture"} & set(texts)
        )
    if name == "chown":  # only root gives files away, and to root nobody else can have given them
        operands = [text for text in texts if not text.startswith("-")]
        return len(operands) > 1 and operands[0].partition(":")[0] == "root"
    if name in ("mount", "umount"):
        return any(not text.startswith("-") for text in texts)
    if name == "sysctl":
        return bool({"-w", "--write", "-p", "--load", "--system"} & set(texts)) or any("=" in text for text in texts)
    if name in ("timedatectl", "hostnamectl", "localectl"):
        return any(text.startswith("set-") for text in texts)
    return bool(texts)


def _is_rpm_change(command: Command, texts: list[str]) -> bool:
    if {"--import", "--install", "--upgrade", "--erase", "--freshen", "--rebuilddb"} & set(texts):
        return True
    first = next((text for text in texts if text.startswith("-")), "")
    return (
        not first.startswith("--")
        and any(letter in first for letter in "iUeF")
        and "q" not in first
        and "V" not in first
    )


def root_shell(commands: Sequence[Command], command: Command) -> bool:
    """Whether the shell that reads the command is root's, apart from a sudo of the command's own.

    It is the shell that opens the files of redirections and expands `~`.
    """
    while command.sudo is not None:
        if command.parent is None:
            return False
        parent = commands[command.parent]
        if command.within != "substitution" and parent.name in _SHELLS:
            return parent.elevated
        command = parent
    return command.elevated
