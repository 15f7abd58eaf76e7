"""Finds what is a secret by its looks: keys, tokens, passwords in connection strings and assignments. Shows none.

Precise rather than broad: each kind has a form that other text does not have, or stands behind a word that says what
it is. Variables, expressions and placeholders are no secrets. Sources: the issuers' documented prefixes and forms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Secret:
    """What kind of secret it is, as a noun, and where the secret itself stands in the text."""

    kind: str
    start: int
    end: int


# Kind, a text in lower case without which there is none (a cheap first look), and the form; group 1 is the secret.
_FORMS: Final = (
    (
        "a private key",
        "private key-----",
        r"-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----(?:[\s\\rn]{1,4}[A-Z][A-Za-z-]{2,20}: [^\n\\]{1,200}){0,4}"
        r"([A-Za-z0-9+/=\s\\]{40,8000})",
    ),
    ("a GitHub token", "gh", r"(?<![A-Za-z0-9_])(gh[pousr]_[A-Za-z0-9]{36,255})(?![A-Za-z0-9_])"),
    ("a GitHub token", "github_pat_", r"(?<![A-Za-z0-9_])(github_pat_[A-Za-z0-9_]{40,255})"),
    ("a GitLab token", "glpat-", r"(?<![\w-])(glpat-[\w-]{20,100})"),
    ("an AWS access key", "akia", r"(?<![A-Za-z0-9])(AKIA[A-Z0-9]{16})(?![A-Za-z0-9])"),
    ("an AWS access key", "asia", r"(?<![A-Za-z0-9])(ASIA[A-Z0-9]{16})(?![A-Za-z0-9])"),
    ("a Slack token", "xox", r"(?<![\w-])(xox[abprs]-[A-Za-z0-9-]{20,250})"),
    ("an npm token", "npm_", r"(?<![A-Za-z0-9_])(npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])"),
    ("a Docker Hub token", "dckr_pat_", r"(?<![\w-])(dckr_pat_[\w-]{20,100})"),
    ("a PyPI token", "pypi-", r"(?<![\w-])(pypi-AgE[\w-]{50,500})"),
    ("a Google API key", "aiza", r"(?<![\w-])(AIza[\w-]{35})(?![\w-])"),
    ("a Microsoft Entra client secret", "q~", r"(?<![\w~.-])([A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![\w~-])"),
    ("a JSON web token", "eyj", r"(?<![\w.-])(eyJ[\w-]{10,4000}\.eyJ[\w-]{10,8000}\.[\w-]{10,2000})"),
    ("a storage account key", "accountkey=", r"(?i:AccountKey)=([A-Za-z0-9+/]{40,120}={0,2})"),
    ("an Azure access key", "sharedaccesskey=", r"(?i:SharedAccessKey)=([A-Za-z0-9+/]{20,120}={0,2})"),
    (
        "a shared access signature",
        "sharedaccesssignature=",
        r"(?i:SharedAccessSignature)=([^\s;\"'<>$%{}]{20,2000})",
    ),
    ("a registry token", "_authtoken=", r"(?i:_authToken)=[\"']?([A-Za-z0-9_.=/+-]{8,500})"),
    (
        "an authorization header",
        "authorization",
        r"(?i:Authorization)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?i:Bearer)\s{1,3}([A-Za-z0-9_.~+/=-]{16,8000})",
    ),
    (
        "an authorization header",
        "authorization",
        r"(?i:Authorization)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?i:Basic)\s{1,3}([A-Za-z0-9+/]{8,500}={0,2})",
    ),
    ("the signature of a shared access token", "sig=", r"[?&]sig=([A-Za-z0-9%+/=_-]{16,200})"),
)
# Forms whose values may be placeholders; the last group that took part is the secret.
_CONNECTION: Final = (
    r"(?i)(?:Server|Data Source|Host|User ID|Uid|User)=[^;\"'\n]{1,200};"
    r"(?:[a-z ]{2,40}=[^;\"'\n]{0,200};){0,12}?\s{0,3}(?:Password|Pwd)=([^;\"'\s]{3,200})"
)
# A name that says what follows it is a secret. What is not in quotes must follow an equals sign at once.
_ASSIGNED: Final = (
    r"(?i)(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|access[_-]?token|auth[_-]?token)[\"']?"
    r"(?:\s{0,3}(?::=|=>|=|:(?![:=]))\s{0,3}(?:\"([^\"\n]{3,300})\"|'([^'\n]{3,300})')|=([^\s\"'&|;,)<>]{3,300}))"
)
_ASSIGNED_WORDS: Final = ("password", "passwd", "passphrase", "secret", "key", "token")
SIGNS: Final = (*(each[1] for each in _FORMS), "password=", "pwd=", *_ASSIGNED_WORDS)
"""A text without one of these, in lower case, holds no secret that this module finds."""
_VARIABLE_BEFORE: Final = r"\$[\w:.]{0,60}\Z"

_PLACEHOLDERS: Final = frozenset(
    {
        "changeme", "change-me", "dummy", "example", "false", "foo", "hidden", "none", "null", "password",
        "placeholder", "redacted", "replaceme", "secret", "string", "test", "todo", "token", "true", "undefined",
        "value",
    }
)  # fmt: skip


def find_secrets(text: str) -> tuple[Secret, ...]:
    """All secrets in a text, in order, none within another. Takes time in proportion to the text."""
    found = sorted(_all(text, text.lower()), key=lambda secret: (secret.start, -secret.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return tuple(kept)


def is_placeholder(value: str) -> bool:
    """Whether a text only stands for a secret: a variable, an expression, a blank to fill in, or nothing."""
    stripped = value.strip()
    if not stripped or stripped[0] in "$%<{[@(*`" or "$" in stripped[:2] or stripped.endswith(("%", "}", ")")):
        return True
    if "$(" in stripped or "${" in stripped or "{{" in stripped or "<" in stripped or "…" in stripped:
        return True
    lowered = stripped.lower()
    if lowered in _PLACEHOLDERS or lowered.startswith(("your", "my-", "insert", "enter")):
        return True
    return len(set(lowered)) == 1


# Endings of names, without separators, whose values are secrets. `secretName` and `tokenUri` are none.
_SECRET_NAMES: Final = (
    "password", "passwd", "pwd", "passphrase", "secret", "apikey", "accesskey", "accountkey", "storagekey",
    "sharedkey", "privatekey", "token", "connectionstring", "credential", "credentials",
)  # fmt: skip


def is_secret_name(name: str) -> bool:
    """Whether a parameter or tag of this name most likely holds a secret."""
    return name.lower().replace("_", "").replace("-", "").endswith(_SECRET_NAMES)


def _all(text: str, lowered: str) -> Iterator[Secret]:
    for kind, _, form in [each for each in _FORMS if each[1] in lowered]:
        for found in re.finditer(form, text):
            yield Secret(kind, found.start(1), found.end(1))
    if "password=" in lowered or "pwd=" in lowered:
        yield from _values("a password in a connection string", _CONNECTION, text)
    if [word for word in _ASSIGNED_WORDS if word in lowered]:
        yield from _values("a password or key", _ASSIGNED, text)


def _values(kind: str, form: str, text: str) -> Iterator[Secret]:
    for found in re.finditer(form, text):
        group = found.lastindex or 0
        if is_placeholder(found[group]):
            continue
        # What a PowerShell variable is set to without quotes is a command that gives the secret.
        if group == 3 and re.search(_VARIABLE_BEFORE, text[max(found.start() - 64, 0) : found.start()]):
            continue
        yield Secret(kind, found.start(group), found.end(group))
