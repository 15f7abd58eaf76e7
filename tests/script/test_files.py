"""Which files commands fill, and what becomes of the deprovisioning script."""

from __future__ import annotations

import pytest

from aiblsp.script.contents import fills
from aiblsp.script.deprovisioning import deleted, deprovisions, is_override, meant_for
from aiblsp.script.read import read, read_powershell, read_shell

SHELL = [
    ("echo hi > /a", "/a", "hi"),
    ("echo 'one two' three >> /a", "/a", "one two|three"),
    ("cat > /a <<EOF\nhi\nEOF", "/a", "hi\n"),
    ("cat <<'EOF' | sudo tee /a\nhi\nEOF", "/a", "hi\n"),
    ("echo hi | sudo tee -a /a > /dev/null", "/a", "hi"),
    ("sudo cp x /a", "/a", ""),
    ("curl -fsSLo /a https://x", "/a", ""),
    ("wget -qO /a https://x", "/a", ""),
    ("curl --output /a https://x", "/a", ""),
]
POWERSHELL = [
    ("Set-Content C:\\a hi", "C:\\a", "hi"),
    ("Set-Content -Path C:\\a -Value 'hi' -Force", "C:\\a", "hi"),
    ("'hi' | Out-File -FilePath C:\\a -Append", "C:\\a", "hi"),
    ("@'\nhi\n'@ | Set-Content C:\\a", "C:\\a", "hi"),
    ("Write-Output hi | Out-File C:\\a", "C:\\a", "hi"),
    ("echo hi > C:\\a", "C:\\a", "hi"),
    ("[IO.File]::WriteAllText('C:\\a', 'hi')", "C:\\a", "hi"),
    ("Copy-Item x C:\\a -Force", "C:\\a", ""),
    ("iwr https://x -UseBasicParsing -OutFile C:\\a", "C:\\a", ""),
    ("(New-Object Net.WebClient).DownloadFile('https://x', 'C:\\a')", "C:\\a", ""),
    ("New-Item -ItemType File -Path C:\\a -Value hi", "C:\\a", "hi"),
]


def told(text: str, language: str) -> list[tuple[str, str]]:
    commands = read(text, language)  # type: ignore[arg-type]
    found = []
    for index in range(len(commands)):
        for filled in fills(commands, index):
            written = "|".join(word.text for word in filled.texts)
            found.append((filled.path.text, written or (text[slice(*filled.body)] if filled.body else "")))
    return found


@pytest.mark.parametrize(("text", "path", "written"), SHELL)
def test_shell(text: str, path: str, written: str) -> None:
    assert (path, written) in told(text, "shell")


@pytest.mark.parametrize(("text", "path", "written"), POWERSHELL)
def test_powershell(text: str, path: str, written: str) -> None:
    assert told(text, "powershell") == [(path, written)]


@pytest.mark.parametrize("text", ["cat /a", "echo hi", "cp /a", "grep x < /a", "curl -fO https://x/a", "# echo > /a"])
def test_nothing_is_filled(text: str) -> None:
    assert told(text, "shell") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("rm -f /tmp/DeprovisioningScript.sh", True),
        ("sudo rm -rf /tmp/*", False),
        ("rm -r /tmp", False),
        ("find /tmp -mindepth 1 -delete", False),
        ("find /tmp -name '*.sh' -delete", False),
        ("rm -f /tmp/Depro*", False),
    ],
)
def test_deleted_in_a_shell(text: str, named: bool) -> None:
    found = [deleted(command) for command in read_shell(text)]
    assert [entry and entry[1] for entry in found if entry] == [named]


@pytest.mark.parametrize(
    "text",
    [
        "rm /tmp",
        "rm -rf /tmp/app",
        "rm -f /tmp/deprovisioningscript.sh",
        "rm -f '/tmp/*'",
        "rm -rf /var/tmp/*",
        "find /tmp -name '*.log' -delete",
        "find /tmp ! -name 'Depro*' -delete",
        "find /tmp -newer x -delete",
        "find /tmp -type f",
    ],
)
def test_spared_in_a_shell(text: str) -> None:
    assert not any(deleted(command) for command in read_shell(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("del C:\\deprovisioningSCRIPT.ps1", 1),
        ("Remove-Item -Force -Path C:\\*", 1),
        ("Remove-Item -Recurse C:/*.ps1", 1),
        ("Remove-Item C:\\* -Exclude Depro*", 0),
        ("Remove-Item C:\\temp\\*", 0),
        ("Remove-Item $path", 0),
    ],
)
def test_deleted_in_powershell(text: str, count: int) -> None:
    assert sum(deleted(command) is not None for command in read_powershell(text)) == count


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("/tmp/DeprovisioningScript.sh", "Linux"),
        ("/x/deprovision.sh", "Linux"),
        ("C:\\Deprovisioning-Script.PS1", "Windows"),
        ("/tmp/deprovision.log", None),
        ("/tmp/run-deprovision.sh", None),
    ],
)
def test_meant_for(path: str, system: str | None) -> None:
    assert meant_for(path) == system


def test_the_right_place() -> None:
    right = ["/tmp/DeprovisioningScript.sh", "/tmp//DeprovisioningScript.sh", "c:/deprovisioningscript.ps1"]
    wrong = ["/tmp/deprovisioningScript.sh", "/var/tmp/DeprovisioningScript.sh", "D:\\DeprovisioningScript.ps1"]
    assert all(map(is_override, right))
    assert not any(map(is_override, wrong))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("sudo waagent -force -deprovision+user", True),
        ("waagent --deprovision", True),
        ("waagent -version", False),
        ("cmd /c C:\\Windows\\System32\\Sysprep\\sysprep.exe /generalize /oobe", True),
        ("sysprep /?", False),
    ],
)
def test_deprovisions(text: str, does: bool) -> None:
    assert any(map(deprovisions, (*read_shell(text), *read_powershell(text)))) is does
