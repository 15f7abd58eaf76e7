"""Secrets among the words of commands, and what is none."""

from __future__ import annotations

import pytest

from aiblsp.script.credentials import find_credentials
from aiblsp.script.read import read_powershell, read_shell

SHELL = [
    "docker login myrepo.azurecr.io -u u -p «S3cretPassw0rd»",
    "sudo docker login --username u --password=«S3cret» x.azurecr.io",
    "az login --service-principal -u id -p «S3cret» --tenant t",
    "az storage blob list --account-key '«abc123==»' --account-name a",
    "mysql -u root -p«S3cret» -e 'select 1'",
    "sshpass -p «S3cret» ssh a@b",
    "curl -u user:«S3cret» https://example.org",
    "echo 'root:«S3cret»' | sudo chpasswd",
    'chpasswd <<< "root:«S3cret»"',
    "echo «S3cret» | passwd --stdin bob",
    "echo «S3cret» | docker login -u u --password-stdin",
    "echo «S3cret» | sudo -S apt-get update",
    "useradd -m -p '«$6$abc$def»' bob".replace("$", "S"),
    "openssl pkcs12 -in a -passin pass:«S3cret»",
    "keytool -importcert -storepass «S3cret» -noprompt",
    "bash -c 'docker login -u u -p «S3cret»'",
    "unzip -P «S3cret» a.zip; 7z x -p«Other1» a.7z",
]
POWERSHELL = [
    "ConvertTo-SecureString '«P@ssw0rd»' -AsPlainText -Force",
    '$p = ConvertTo-SecureString -String "«P@ssw0rd»" -AsPlainText -Force',
    "net user admin «P@ssw0rd» /add",
    'cmd /c "net user admin «P@ssw0rd» /add"',
    "cmdkey /add:server /user:bob /pass:«P@ssw0rd»",
    "schtasks /create /tn x /tr y /ru bob /rp «P@ssw0rd»",
    "reg add HKLM\\Software\\Winlogon /v DefaultPassword /t REG_SZ /d «P@ssw0rd» /f",
    "New-AzStorageContext -StorageAccountName a -StorageAccountKey '«abc123==»'",
    "Start-Process net -ArgumentList 'user', 'admin', '«P@ssw0rd»', '/add'",
    "az login --service-principal -u id -p «S3cret» --tenant t",
]
NONE = [
    "docker login -u u -p $PASSWORD",
    'docker login -u u -p "$(az acr login --expose-token)"',
    "docker login -u u --password-stdin < file",
    "docker run -p 8080:80 nginx",
    "mkdir -p /opt/app",
    "mysql -u root -p",
    "mysql -u root -p$PW",
    "curl -u $USER:$PASS https://example.org",
    "curl -u token https://example.org",
    'echo "root:$PW" | chpasswd',
    "echo hello | tee x",
    "echo 'docker login -p S3cret'",
    "# sshpass -p S3cret",
    "sshpass -p <password> ssh a",
    "az vm create --admin-password",
    "az keyvault secret show --name password",
]
NONE_POWERSHELL = [
    "ConvertTo-SecureString $p -AsPlainText -Force",
    "ConvertTo-SecureString '01000000d08c9ddf' -Key $key",
    "net user admin * /add",
    "net user",
    "net user admin /delete",
    "net user admin $pw /add",
    "net start winrm",
    "net",
    "ConvertTo-SecureString",
    "New-LocalUser -Name a -Password $secure",
    "New-LocalUser -Name a -Password (Read-Host -AsSecureString)",
    "Set-LocalUser -Name a -PasswordNeverExpires $true",
    "Write-Host 'net user admin P@ssw0rd /add'",
]


@pytest.mark.parametrize(
    ("marked", "language"), [*((line, "shell") for line in SHELL), *((line, "powershell") for line in POWERSHELL)]
)
def test_found(marked: str, language: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    commands = read_shell(text) if language == "shell" else read_powershell(text)
    found = {(each.start, each.end) for each in find_credentials(commands)}
    shown = text
    for start, end in sorted(found, reverse=True):
        shown = f"{shown[:start]}«{shown[start:end]}»{shown[end:]}"
    assert shown == marked


@pytest.mark.parametrize(
    ("text", "language"), [*((line, "shell") for line in NONE), *((line, "powershell") for line in NONE_POWERSHELL)]
)
def test_none(text: str, language: str) -> None:
    commands = read_shell(text) if language == "shell" else read_powershell(text)
    assert not list(find_credentials(commands))
