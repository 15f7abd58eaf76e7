"""Secrets by their looks, and what only seems to be one. Samples are put together here, so that no scanner barks."""

from __future__ import annotations

import pytest

from aiblsp.facts.secrets import find_secrets, is_placeholder

KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq" + "/K1SZFPTOtr/KBHBeksoGMGw=="
JWT = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"

# The text with the secret between « and », and its kind.
FOUND = [
    (f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«{KEY}»;EndpointSuffix=core.windows.net", "storage"),
    (f"Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=«{KEY[:43]}=»", "access key"),
    ("SharedAccessSignature=«sv=2019&sig=abcdefghijklmnopqrstuvwxyz»", "shared access signature"),
    ("curl 'https://a.blob.core.windows.net/c/b?sv=1&sig=«abcdefghijklmnop%3D»&se=2030'", "signature"),
    ("git clone https://«ghp_" + "a" * 36 + "»@github.com/a/b", "GitHub"),
    ("TOKEN=«github_pat_" + "a1B2" * 12 + "»", "GitHub"),
    ("«glpat-" + "abcdefghij1234567890»", "GitLab"),
    ("aws_access_key_id = «AKIA" + "IOSFODNN7EXAMPLE»", "AWS"),
    ("xoxb is no token, «xoxb-" + "123456789012-abcdefghijkl» is", "Slack"),
    ("//npm.example.org/:_authToken=«npm_" + "a" * 36 + "»", "npm"),
    ("//npm.example.org/:_authToken=«abcdef123456»", "registry"),
    ("client: «abc8Q~" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6»", "Entra"),
    (f"Bearer in text: «{JWT}»", "web token"),
    ("-H 'Authorization: Bearer «abcdefgh12345678»'", "authorization"),
    ('Authorization = "Basic «dXNlcjpwYXNz»"', "authorization"),
    ("-----BEGIN RSA PRIVATE KEY-----«\n" + "MIIEpAIBAAKCAQEA" * 4 + "\n»-----END RSA PRIVATE KEY-----", "private key"),
    (
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B2C3D«\n\n"
        + "MIIEpAIBAAKCAQEA" * 4
        + "\n»-----END RSA PRIVATE KEY-----",
        "private key",
    ),
    ("Server=tcp:x;Database=y;User ID=sa;Password=«Sup3rS3cret»;Encrypt=True;", "connection string"),
    ("$conn = 'Data Source=x;User Id=sa;Pwd=«hunter22»'", "connection string"),
    ("password=«S3cretPassw0rd»", "password or key"),
    ("export DB_PASSWORD=«hunter22»", "password or key"),
    ("$adminPassword = '«P@ss w0rd!»'", "password or key"),
    ('$settings = @{ "client_secret" = "«abc123def»" }', "password or key"),
    ('{"apiKey": "«a1b2c3d4»"}', "password or key"),
    ("setup.exe /quiet PASSWORD=«abc123»", "password or key"),
    ("https://x/?api_key=«abc12345»&a=b", "password or key"),
]

NONE = [
    "",
    "echo hello",
    "password=$PASSWORD",
    "password=${PASSWORD:-x}",
    'password="$(az keyvault secret show -n x)"',
    "password=%PASSWORD%",
    "PASSWORD=",
    "password=<your password>",
    "password={{ password }}",
    "password=changeme",
    "password=********",
    "password='xxxxxxxx'",
    "$password = Read-Host -AsSecureString",
    "$secret=Get-AzKeyVaultSecret -VaultName a -Name b",
    "$env:API_KEY=Get-Content key.txt",
    "read -s -p 'Password: ' PW",
    "PasswordAuthentication no",
    "sed -i 's/PasswordAuthentication yes/PasswordAuthentication no/' /etc/ssh/sshd_config",
    "PASSWORD_FILE=/run/secrets/db",
    '"adminPassword": "[parameters(\'adminPassword\')]"',
    '"secretName": "abcdef"',
    '"disablePasswordAuthentication": true',
    '"enablePassword": false',
    "az keyvault secret show --vault-name kv1 -n dbPwd --query value -o tsv",
    "AccountKey=$KEY",
    "AccountKey=<key>",
    "sig=abc",
    "grep -q -- '-----BEGIN PRIVATE KEY-----' key.pem",
    "sha256sum -c ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93",
    "https://raw.githubusercontent.com/contoso/images/0123456789abcdef0123456789abcdef01234567/a.sh",
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg",
    "Server=x;Password=$pw;",
    "echo eyJhbGciOi",
    "if [ $x == password ]; then",
    "password==x",
    "Authorization: Bearer $TOKEN",
]


@pytest.mark.parametrize(("marked", "kind"), FOUND)
def test_found(marked: str, kind: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    found = find_secrets(text)
    shown = [f"{text[: each.start]}«{text[each.start : each.end]}»{text[each.end :]}" for each in found]
    assert shown == [marked]
    assert kind in found[0].kind


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert find_secrets(text) == ()


def test_several_in_order() -> None:
    text = f"PASSWORD=abc123 and AccountKey={KEY} and password='def456'"
    assert [text[each.start : each.end] for each in find_secrets(text)] == ["abc123", KEY, "def456"]


@pytest.mark.parametrize("value", ["", " ", "$x", "%x%", "<x>", "{x}", "[x]", "***", "xxxx", "your-key", "Password"])
def test_placeholders(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["S3cret", "abc", "p@ss", "correct horse"])
def test_no_placeholders(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "password=", "password='", "Server=a;", "Server=a;b=c;", "eyJaaaaaaaaaaaa.", "sig=", "?sig=a", "ghp_"),
        *("AccountKey=", "-----BEGIN PRIVATE KEY-----", "A", "Q~", "1Q~a", "secret : ", "$a.", "password=$", "AKIA"),
        *("Authorization: Bearer ", "User=a;Password=", "github_pat_a", "xoxb-", " eyJ", "key=", "passwordpassword"),
    ],
)
def test_long_text(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(0 <= each.start < each.end <= len(text) for each in find_secrets(text))
