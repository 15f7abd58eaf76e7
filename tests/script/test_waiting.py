"""Downloads that are run or not checked, sleeps, and what installers leave behind."""

from __future__ import annotations

import pytest

from aiblsp.script.downloading import downloads, runs_download, unchecked
from aiblsp.script.installing import leaves_work
from aiblsp.script.read import read, read_powershell, read_shell
from aiblsp.script.sleeping import seconds


@pytest.mark.parametrize(
    ("text", "language", "runner"),
    [
        ("curl https://x | sh", "shell", "sh"),
        ("curl https://x | gunzip | sudo bash -s -- a", "shell", "bash"),
        ("wget -O- https://x | python3 -", "shell", "python3"),
        ("bash <(curl https://x)", "shell", "bash"),
        ('sh -c "$(curl https://x)"', "shell", "sh"),
        ("source <(curl https://x)", "shell", "source"),
        ("curl https://x | jq .", "shell", None),
        ("curl https://x | python3 -m json.tool", "shell", None),
        ("curl https://x | bash x.sh", "shell", None),
        ('bash x.sh "$(curl https://x)"', "shell", None),
        ("X=$(curl https://x)", "shell", None),
        ("iwr https://x | iex", "powershell", "invoke-expression"),
        ("iex (irm https://x)", "powershell", "invoke-expression"),
        ("iex (New-Object Net.WebClient).DownloadString('https://x')", "powershell", "invoke-expression"),
        ("iwr https://x -OutFile a", "powershell", None),
    ],
)
def test_runs_download(text: str, language: str, runner: str | None) -> None:
    commands = read(text, language)  # type: ignore[arg-type]
    found = [runs_download(commands, index) for index in range(len(commands))]
    assert [command.name for command in found if command is not None] == ([runner] if runner else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("curl -k https://x", "-k"),
        ("curl -fsSkL https://x", "-fsSkL"),
        ("curl --insecure https://x", "--insecure"),
        ("curl -ok https://x", None),
        ("curl -o k https://x", None),
        ("wget --no-check-certificate https://x", "--no-check-certificate"),
        ("pip install --trusted-host=x y", "--trusted-host=x"),
        ("tar -k x", None),
        ("echo curl -k", None),
    ],
)
def test_unchecked(text: str, word: str | None) -> None:
    found = [unchecked(command) for command in read_shell(text)]
    assert [each.word.text for each in found if each is not None] == ([word] if word else [])


def test_curl_in_powershell_is_a_cmdlet() -> None:
    commands = read_powershell("curl https://x -k\ncurl.exe -k https://x")
    assert [downloads(command) for command in commands] == [True, True]
    assert [unchecked(command) is not None for command in commands] == [False, True]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("sleep 90", "shell", 90),
        ("sleep 2m 3", "shell", 123),
        ("sleep 1.5h", "shell", 3600),
        ("sleep $X", "shell", None),
        ("sleep infinity", "shell", None),
        ("Start-Sleep 60", "powershell", 60),
        ("Start-Sleep -s 60", "powershell", 60),
        ("sleep -Seconds:60", "powershell", 60),
        ("Start-Sleep -Milliseconds 2500", "powershell", 2),
        ("Start-Sleep $x", "powershell", None),
        ("timeout /t 30 /nobreak", "cmd", 30),
        ("timeout 60 curl https://x", "shell", None),
    ],
)
def test_seconds(text: str, language: str, expected: int | None) -> None:
    assert seconds(read(text, language)[0]) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Install-WindowsFeature Web-Server", "install-windowsfeature"),
        ("Install-WindowsFeature Web-Server -Restart", None),
        ("Install-WindowsFeature Web-Server\nStart-Sleep 60", None),
        ("dism /online /enable-feature /featurename:x", "dism"),
        ("dism /online /get-features", None),
        ("msiexec /i a.msi /qn", "msiexec"),
        ("msiexec /i a.msi /qn | Out-Null", None),
        ("Start-Process a.msi", "start-process"),
        ("Start-Process msiexec -ArgumentList '/i a.msi' -Wait", None),
        ("Start-Process notepad", None),
        ("function f { Install-WindowsFeature x }", None),
    ],
)
def test_leaves_work(text: str, name: str | None) -> None:
    found = leaves_work(read_powershell(text))
    assert (found.name if found is not None else None) == name
