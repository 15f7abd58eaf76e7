"""What single commands mean: which change packages, write files, need root, stop services, restart the machine, ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aiblsp.script.asking import asks_in_powershell, asks_in_shell, is_loud_msi, unconfirmed
from aiblsp.script.bashisms import bashisms
from aiblsp.script.installers import installs
from aiblsp.script.leaving import exit_code, surely_leaves
from aiblsp.script.packages import package_command
from aiblsp.script.privilege import needs_root, root_shell
from aiblsp.script.read import read_powershell, read_shell
from aiblsp.script.restart import elsewhere, linux_power, restart_switch, windows_power
from aiblsp.script.services import linux_services, windows_services
from aiblsp.script.writes import is_below, is_protected, opened_paths, writes

if TYPE_CHECKING:
    from aiblsp.script.command import Command


def shell(text: str) -> Command:
    return read_shell(text)[-1]


def powershell(text: str) -> Command:
    return read_powershell(text)[-1]


@pytest.mark.parametrize(
    ("text", "verb", "changes", "asks"),
    [
        ("apt-get install nginx", "install", True, True),
        ("apt-get -y install nginx", "install", True, False),
        ("apt-get -o Dpkg::Options::=--force-confold install -y nginx", "install", True, False),
        ("apt-get -qq install nginx", "install", True, False),
        ("apt-get -q -q install nginx", "install", True, False),
        ("apt-get update", "update", True, False),
        ("apt list", "list", False, False),
        ("apt-get install -s nginx", "install", False, False),
        ("apt-get install $OPTS nginx", "install", True, False),
        ("apt-get install $PACKAGES", "install", True, True),
        ("dnf group list", "group", False, False),
        ("dnf group install x", "group", True, True),
        ("dnf module enable -y php", "module", True, False),
        ("yum check-update", "check-update", False, False),
        ("zypper --non-interactive install x", "install", True, False),
        ("zypper refresh", "refresh", True, False),
        ("snap install x", "install", True, False),
    ],
)
def test_packages(text: str, verb: str, changes: bool, asks: bool) -> None:
    found = package_command(shell(text))
    assert found is not None
    assert (found.verb.text, found.changes, found.asks) == (verb, changes, asks)


@pytest.mark.parametrize("text", ["apt-get", "apt-get $VERB x", "aptx install y", "echo apt-get install"])
def test_no_packages(text: str) -> None:
    assert package_command(shell(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "useradd app",
        "update-ca-certificates",
        "systemctl daemon-reload",
        "service nginx restart",
        "rpm -ivh x.rpm",
        "rpm --import key",
        "dpkg -i x.deb",
        "mount /dev/sdc1 /data",
        "sysctl -w a=1",
        "sysctl a=1",
        "timedatectl set-timezone UTC",
        "mkfs.ext4 /dev/sdc1",
        "ufw allow 22",
    ],
)
def test_needs_root(text: str) -> None:
    assert needs_root(shell(text))


@pytest.mark.parametrize(
    "text",
    [
        "useradd --help",
        "systemctl status nginx",
        "systemctl --user start x",
        "service --status-all",
        "rpm -qa",
        "rpm -qi bash",
        "rpm -E %fedora",
        "dpkg -l",
        "mount",
        "sysctl a",
        "timedatectl",
        "ufw status",
        "iptables -L",
        "swapon --show",
    ],
)
def test_needs_no_root(text: str) -> None:
    assert not needs_root(shell(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("echo x > /a", ["/a"]),
        ("cmd 2>> /a >&2 < /b", ["/a"]),
        ("tee -a /a /b", ["/a", "/b"]),
        ("mkdir -p -m 755 /a/b", ["/a/b"]),
        ("cp -r /a /b /c", ["/c"]),
        ("cp -t /c /a", ["/c"]),
        ("mv /a /b", ["/b"]),
        ("install -m 755 -d /a /b", ["/a", "/b"]),
        ("install -m 755 x /b", ["/b"]),
        ("sed -i 's/a/b/' /a /b", ["/a", "/b"]),
        ("sed -i -e 's/a/b/' /a", ["/a"]),
        ("sed 's/a/b/' /a", []),
        ("chmod +x /a", ["/a"]),
        ("curl -fsSL x -o /a", ["/a"]),
        ("curl -fsSL x --output=/a", ["/a"]),
        ("wget -qO /a x", []),
        ("wget -O /a x", ["/a"]),
        ("tar xf x -C /a", ["/a"]),
        ("unzip x -d /a", ["/a"]),
        ("dd if=/a of=/b", ["/b"]),
        ("cat /a", []),
    ],
)
def test_writes(text: str, expected: list[str]) -> None:
    assert [write.path for write in writes(shell(text))] == expected


@pytest.mark.parametrize("path", ["/etc/a", "/opt", "/a", "/usr/local/bin/x", "/var/log/a", "/opt/$X"])
def test_protected(path: str) -> None:
    assert is_protected(path)


@pytest.mark.parametrize(
    "path", ["/tmp", "/tmp/a", "/var/tmp/a", "/home/a", "/dev/null", "a", "~/a", "$X/a", "/$X/a", "/", "/*", ""]
)
def test_not_protected(path: str) -> None:
    assert not is_protected(path)


def test_opened_paths() -> None:
    text = "chown -R a /x/; chown root:root /y; chmod 777 /z; chmod 755 /u; chmod +x /v; chmod o+w /w; mkdir -m 777 /q"
    assert list(opened_paths(read_shell(text))) == ["/x", "/z", "/w", "/q"]
    assert is_below("/x/a/b", {"/x"})
    assert is_below("/x", {"/x"})
    assert not is_below("/xy", {"/x"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sudo cmd", False),
        ("sudo bash -c 'sudo cmd'", True),
        ("sudo bash -c 'cmd'", True),
        ("bash -c 'sudo cmd'", False),
        ("sudo echo $(sudo cmd)", False),
        ("cmd", False),
    ],
)
def test_root_shell(text: str, expected: bool) -> None:
    commands = read_shell(text)
    assert root_shell(commands, commands[-1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reboot", "restart"),
        ("reboot --poweroff", "off"),
        ("shutdown -r now", "restart"),
        ("shutdown -h now", "off"),
        ("shutdown now", "off"),
        ("shutdown -c", None),
        ("shutdown", None),
        ("init 6", "restart"),
        ("init 0", "off"),
        ("init q", None),
        ("systemctl -i reboot", "restart"),
        ("systemctl poweroff", "off"),
        ("systemctl status reboot.target", None),
        ("halt", "off"),
        ("poweroff --help", None),
    ],
)
def test_linux_power(text: str, expected: str | None) -> None:
    assert linux_power(shell(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Restart-Computer -Force", "restart"),
        ("Restart-Computer -ComputerName localhost", "restart"),
        ("Restart-Computer -ComputerName other", None),
        ("Restart-Computer -WhatIf", None),
        ("Stop-Computer", "off"),
        ("shutdown.exe /r /t 0", "restart"),
        ("shutdown -g", "restart"),
        ("shutdown /s", "off"),
        ("shutdown /a", None),
        ("shutdown /r /m \\\\other", None),
        ("shutdown /?", None),
    ],
)
def test_windows_power(text: str, expected: str | None) -> None:
    assert windows_power(powershell(text)) == expected


def test_restart_switch_and_elsewhere() -> None:
    assert restart_switch(powershell("Install-WindowsFeature x -Restart")) is not None
    assert restart_switch(powershell("Install-WindowsFeature x -Restart:$false")) is None
    assert restart_switch(powershell("Enable-WindowsOptionalFeature x -Restart")) is None
    for text, expected in [
        ("Invoke-Command -ComputerName o { Restart-Computer }", True),
        ("& { Restart-Computer }", False),
    ]:
        commands = read_powershell(text)
        assert elsewhere(commands, commands[-1]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stop-Service -Name A -Force", ("stop", ("a",))),
        ("Stop-Service A, B", ("stop", ("a", "b"))),
        ("Get-Service A | Stop-Service", ("stop", ("a",))),
        ("Set-Service A -StartupType Disabled", ("disable", ("a",))),
        ("Set-Service -Name A -Status Stopped", ("stop", ("a",))),
        ("Set-Service A -StartupType Automatic", ("start", ("a",))),
        ("sc.exe config A start= disabled", ("disable", ("a",))),
        ("sc.exe delete A", ("remove", ("a",))),
        ("net stop A", ("stop", ("a",))),
        ("Stop-Service $x", ("stop", ())),
        ("Get-Service A", None),
        ("net use", None),
    ],
)
def test_windows_services(text: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    commands = read_powershell(text)
    assert windows_services(commands, commands[-1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("systemctl stop a.service b", ("stop", ("a", "b"))),
        ("systemctl disable --now a", ("disable", ("a",))),
        ("systemctl restart a", ("start", ("a",))),
        ("systemctl status a", None),
        ("service a stop", ("stop", ("a",))),
        ("apt-get purge -y a", ("remove", ("a",))),
        ("dnf install -y A", ("start", ("a",))),
        ("apt list a", None),
    ],
)
def test_linux_services(text: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    assert linux_services(shell(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "msiexec /i C:\\a.msi /qn",
        "Start-Process C:\\a.msi -Wait",
        "wusa C:\\a.msu /quiet",
        "Install-WindowsFeature Web-Server",
        "choco install -y git",
        "winget install x",
        "dism /online /enable-feature /featurename:x",
        "Start-Process C:\\x\\AgentSetup.exe -ArgumentList '/quiet'",
    ],
)
def test_installs(text: str) -> None:
    assert installs(powershell(text))


@pytest.mark.parametrize(
    "text",
    [
        "msiexec /x C:\\a.msi",
        "msiexec /?",
        "choco list",
        "dism /online /get-features",
        "C:\\x\\uninstall.exe /quiet",
        "C:\\x\\setup.exe /uninstall",
        "Write-Host setup.exe",
        "Install-WindowsFeature x -WhatIf",
    ],
)
def test_installs_nothing(text: str) -> None:
    assert not installs(powershell(text))


def test_what_waits() -> None:
    assert asks_in_shell(shell("read x")) is not None
    assert asks_in_shell(shell("read -rt 5 x")) is None
    assert asks_in_shell(shell("echo y | read x")) is None
    assert asks_in_shell(shell("vim -c ':q' x")) is None
    assert asks_in_powershell(powershell("Read-Host x")) is not None
    assert unconfirmed(powershell("choco install git")) is not None
    assert unconfirmed(powershell("choco install git --yes")) is None
    assert unconfirmed(powershell("choco install $packages")) is None
    assert is_loud_msi(powershell("msiexec /i a.msi"))
    assert not is_loud_msi(powershell("msiexec /i a.msi /quiet"))
    assert not is_loud_msi(powershell("msiexec $arguments"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exit 3", 3),
        ("exit -1", -1),
        ("exit", None),
        ("exit $x", None),
        ("exit 99999999999999", None),
        ("echo 3", None),
    ],
)
def test_exit_code(text: str, expected: int | None) -> None:
    assert exit_code(shell(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; exit 0", True),
        ("a && exit 0", False),
        ("(exit 0)", False),
        ("f() { exit 0; }", False),
        ("a | exit 0", False),
    ],
)
def test_leaving(text: str, expected: bool) -> None:
    commands = read_shell(text)
    assert any(surely_leaves(command, text) for command in commands) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[ a ]]", ["[[ … ]]"]),
        ("[ a == b ]", ["=="]),
        ("[ a = b ]", []),
        ("source a; . b", ["source"]),
        ("x=(a b)", ["an array"]),
        ("a <<< b; a &> b; a > b 2>&1", ["<<<", "&>"]),
        ("echo ${a,,} ${a:-b} ${a:1} ${#a[@]} ${a##*/}", ["this expansion"] * 3),
        ("set -euo pipefail; set -eu", ["set -o pipefail"]),
        ("bash -c '[[ a ]]'; sh -c '[[ b ]]'", ["[[ … ]]"]),
    ],
)
def test_bashisms(text: str, expected: list[str]) -> None:
    assert [found.what for found in bashisms(read_shell(text))] == expected
