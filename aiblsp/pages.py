"""The pages of the rules, written from their docstrings; `python -m aiblsp.pages` keeps `docs/rules/` up to date.

`docs/rules/rows.tsv` lists the rows of the rule catalogue that the project started from; a row that no rule serves has
a reason there. The page texts are also what `aiblsp explain` prints.
"""

from __future__ import annotations

import re
import sys
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiblsp import rules as registry
from aiblsp.facts import errors
from aiblsp.rules.catalog import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.rule import Rule

DOCS: Final = Path(__file__).parents[1] / "docs" / "rules"
ROWS: Final = "rows.tsv"

_HEAD: Final = ("| rule | severity | fix | API versions | what it reports |", "|---|---|---|---|---|")

_FIXES: Final = {
    "": "no",
    "safe": "safe: `--fix` applies it",
    "unsafe": "unsafe: `--unsafe-fixes` applies it",
    "both": "safe or unsafe, as it is certain: `--fix`, or `--unsafe-fixes`",
}

_EXAMPLE: Final = re.compile(r"^(```jsonc?\n)((?:// [a-z-]+: .+\n)+)", re.MULTILINE)
_DIRECTIVE: Final = re.compile(r"^// ([a-z-]+): (.+)$", re.MULTILINE)
_DIRECTIVES: Final = {
    "api-version": "With API version {}",
    "wrap": "In a deployment template",
    "os": "For {}",
    "bom": "With a byte order mark",
    "encoding": "Saved as {}",
    "file": "In `{}`",
    "policy": "With the policy `{}`",
}

SECTIONS: Final = {
    "document": "The file: JSON, deployment template, placeholders, resource IDs",
    "envelope": "The resource: type, API version, name, properties, tags, dependsOn, and the contract as a whole",
    "identity": "`identity`",
    "location": "`location`",
    "vmprofile": "`vmProfile`: build VM, network, disks",
    "source": "`source`",
    "customize": "`customize`: all customizers",
    "shell": "Shell customizer",
    "powershell": "PowerShell customizer",
    "windowsrestart": "WindowsRestart customizer",
    "file": "File customizer and validator",
    "windowsupdate": "WindowsUpdate customizer",
    "generalize": "Generalizing: sysprep and deprovisioning",
    "validate": "`validate`",
    "optimize": "`optimize`, `errorHandling`, `autoRun`, staging resource group, triggers",
    "distribute": "`distribute`: all targets",
    "managedimage": "ManagedImage target",
    "sharedimage": "SharedImage target",
    "vhd": "VHD target",
    "cross": "Across sections and resources",
    "security": "Security",
    "cost": "Build time and cost",
    "policy": "Your own policies",
    "meta": "aiblsp itself",
}


def page(rule: Rule) -> str:
    """The page of a rule in Markdown. Raises what importing the rule raises."""
    title, _, body = cleandoc(registry.load(rule).__doc__ or "").partition("\n")
    facts = [
        ("Severity", rule.severity.label),
        ("API versions", _versions(rule)),
        ("Fix", _FIXES[rule.fixes]),
        ("On by default", "yes" if rule.default else f"no: select `{rule.name}`"),
    ]
    others = [row for row in rule.rows if row != rule.name]
    if others:
        facts.append(("Also covers", ", ".join(f"`{row}`" for row in others)))
    table = "\n".join(f"| {name} | {value} |" for name, value in facts)
    return f"# {rule.name}\n\n{title}.\n\n| | |\n|---|---|\n{table}\n\n{_readable(body.strip())}\n"


def _readable(body: str) -> str:
    """The body with the directives of its examples, which the tests read, said in words above each block."""

    def said(match: re.Match[str]) -> str:
        fence, directives = match[1], match[2]
        words = [_DIRECTIVES.get(name, f"{name}: {{}}").format(value) for name, value in _DIRECTIVE.findall(directives)]
        return f"{', '.join(words)}:\n\n{fence}" if words else match[0]

    return _EXAMPLE.sub(said, body).replace("```\n\n```json", "```\n\nwith the parameter file:\n\n```json")


def _versions(rule: Rule) -> str:
    if rule.since is None and rule.until is None:
        return "all"
    if rule.until is None:
        return f"since {rule.since}"
    return f"until {rule.until}" if rule.since is None else f"{rule.since} to {rule.until}"


def index(rules: Iterable[Rule]) -> str:
    """The page that lists all rules by section."""
    rules = tuple(rules)
    lines = [
        "# Rules",
        "",
        f"{len(rules)} rules. How a finding is silenced is told in [suppressions](../suppressions.md); which",
        "rule finds the cause of a service error, in [service errors](service-errors.md); which rows of the rule",
        "catalogue each covers, in [coverage](coverage.md). Written by `python -m aiblsp.pages`.",
    ]
    for section, title in SECTIONS.items():
        listed = [rule for rule in rules if rule.section == section]
        if not listed:
            continue
        lines += [
            "",
            f"## {title}",
            "",
            "| rule | severity | fix | API versions | what it reports |",
            "|---|---|---|---|---|",
        ]
        lines += [_row(rule) for rule in listed]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    severity = rule.severity.label if rule.default else f"{rule.severity.label}, off by default"
    title = rule.title.replace("|", "\\|")
    return f"| [{rule.name}]({rule.name}.md) | {severity} | {rule.fixes} | {_versions(rule)} | {title} |"


def read_rows(text: str) -> list[tuple[str, str, str]]:
    """The rows of the catalogue: name, section, and why no rule serves it, or one that is milder than the row."""
    rows = []
    for line in text.splitlines()[1:]:
        name, section, reason = [*line.split("\t"), "", ""][:3]
        rows.append((name, section, reason))
    return rows


def coverage(rules: Iterable[Rule], rows: Iterable[tuple[str, str, str]]) -> str:
    """The page that says of each row of the catalogue which rule serves it, or why none does."""
    served = _served(rules)
    rows = list(rows)
    count = sum(name in served for name, _, _ in rows)
    lines = [
        "# Coverage of the rule catalogue",
        "",
        f"{count} of {len(rows)} rows have a rule. Written by `python -m aiblsp.pages` from the rules and `{ROWS}`.",
    ]
    for section in dict.fromkeys(section for _, section, _ in rows):
        lines += ["", f"## {SECTIONS.get(section, section)}", "", "| row | rule |", "|---|---|"]
        for name, owner, reason in rows:
            if owner == section:
                answer = "; ".join(filter(None, (", ".join(served.get(name, [])), reason)))
                lines.append(f"| {name} | {answer or 'not yet'} |")
    return "\n".join(lines) + "\n"


def _served(rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Links to the rules that serve each row."""
    served: dict[str, list[str]] = {}
    for rule in rules:
        for row in rule.rows:
            served.setdefault(row, []).append(f"[{rule.name}]({rule.name}.md)")
    return served


def service_errors(rules: Iterable[Rule]) -> str:
    """The page that leads from what the service says to the rule that would have said it before."""
    served = _served(rules)
    lines = [
        "# From a service error to its rule",
        "",
        "What the service, Resource Manager or the build log say, what it means, and the rules that find the cause in",
        "a template before a build does. `aiblsp explain` takes a pasted message. Written by `python -m aiblsp.pages`.",
        "",
        "| message | what it means | rules |",
        "|---|---|---|",
    ]
    for error in (*errors.ERRORS, *errors.CODES, *errors.EXIT_CODES):
        names = dict.fromkeys(name for row in error.rules for name in served.get(row, ()))
        shown, advice = (text.replace("|", "\\|") for text in (error.shown, error.advice))
        lines.append(f"| {shown} | {advice} | {', '.join(names)} |")
    return "\n".join(lines) + "\n"


def files(rows: str) -> Iterator[tuple[str, str]]:
    """Name and text of every file in `docs/rules/` that is written from the rules; `rows` is the text of the rows."""
    for rule in RULES:
        yield f"{rule.name}.md", page(rule)
    yield "service-errors.md", service_errors(RULES)
    yield "README.md", index(RULES)
    yield "coverage.md", coverage(RULES, read_rows(rows))


def main() -> int:
    """Write the files that changed, remove the pages of rules that are gone."""
    written = dict(files((DOCS / ROWS).read_text("utf-8")))
    for name, text in written.items():
        path = DOCS / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    for path in DOCS.glob("*.md"):
        if path.name not in written:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
