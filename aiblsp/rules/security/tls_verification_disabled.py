"""Commands that do not check certificates or signatures of what they download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.downloading import Unchecked, unchecked

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command, Word
    from aiblsp.template.model import Step

_SETTING = "`{}` switches off the check of the server's certificate: anybody on the way can change the download"
_CALLBACK = "servercertificatevalidationcallback"
_VARIABLES = {
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "PYTHONHTTPSVERIFY": "0",
    "GIT_SSL_NO_VERIFY": "",
    "$env:node_tls_reject_unauthorized": "0",
    "$env:pythonhttpsverify": "0",
}


@rule(
    WARNING,
    types=("Shell", "PowerShell"),
    words=(
        "curl",
        "insecure",
        "no-check-certificate",
        "check-certificate=",
        "trusted-host",
        "skipcertificatecheck",
        _CALLBACK,
        "unauthenticated",
        "force-yes",
        "nogpgcheck",
        "no-gpg-checks",
        "nosignature",
        "allow-untrusted",
        "reject_unauthorized",
        "pythonhttpsverify",
        "git_ssl_no_verify",
        "sslverify",
    ),
)
def tls_verification_disabled(step: Step, document: Document) -> Findings:
    """A download from nobody in particular

    With the check of certificates or signatures switched off, anybody on the way can pose as the server and decide what
    gets into your image. Where a server has a certificate of your own authority, install that authority's certificate.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "app", "inline": ["curl -k -fO https://files.contoso.com/app.tgz"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "app", "inline": ["curl -fO https://files.contoso.com/app.tgz"]}]
    ```

    Source: the options of curl, https://curl.se/docs/manpage.html
    """
    for command in step.commands:
        found = unchecked(command)
        if found is not None:
            node, part = step.locate(found.word)
            yield Finding(
                node,
                f"`{found.word.text}` switches off the check of {found.what}: anybody on the way can change the download",
                part=part,
                fix=_fix(step, found, document),
            )
        yield from _settings(step, command)


def _settings(step: Step, command: Command) -> Findings:
    if command.name == "export":
        for word in command.args:
            name, equals, given = word.text.partition("=")
            if equals and name in _VARIABLES and given and given in (_VARIABLES[name] or given,):
                node, part = step.locate(word)
                yield Finding(node, _SETTING.format(name), part=part)
    for assignment in command.assignments:
        name, value = assignment.name, assignment.value
        off = _VARIABLES.get(name)
        if off is not None and value is not None and value.value is not None and value.value in (off or value.value,):
            what = name.removeprefix("$env:").upper()
        elif name.endswith(_CALLBACK) and "$true" in step.script.text[assignment.start : command.end + 1].lower():
            what = "ServerCertificateValidationCallback"
        else:
            continue
        node, part = step.locate(assignment)
        yield Finding(node, _SETTING.format(what), part=part)
    setting = _git_setting(command) if command.name == "git" else None
    if setting is not None:
        node, part = step.locate(setting)
        yield Finding(node, _SETTING.format("http.sslVerify"), part=part)


def _git_setting(command: Command) -> Word | None:
    """The word that sets http.sslVerify to false: with an equals sign, or the word before `false`."""
    for index, word in enumerate(command.args):
        text = word.text.lower()
        following = command.args[index + 1].text.lower() if index + 1 < len(command.args) else ""
        if text == "http.sslverify=false" or (text == "http.sslverify" and following == "false"):
            return word
    return None


def _fix(step: Step, found: Unchecked, document: Document) -> Fix | None:
    """Take the option away, with the blank in front of it; a letter out of a bundle."""
    word = found.word
    node, (start, end) = step.locate(word)
    text = node.text() or ""
    if word.quoted or text[start:end] != word.raw or node.source is not None or word.text == "--trusted-host":
        return None
    if found.letter and len(word.text) > 2:
        at = start + word.text.index(found.letter)
        change = edit.replace_part(document.source, node, at, at + 1, "")
    elif start and text[start - 1] == " ":
        change = edit.replace_part(document.source, node, start - 1, end, "")
    else:
        return None
    return Fix(f"Remove `{(found.letter and '-k') or word.text}`, if the check succeeds", (change,), safe=False)
