"""Writes `catalog.py`: what is known of each rule without importing it. Run `python -m aiblsp.rules` after a change."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Severity
from aiblsp.record import fields, replace
from aiblsp.rule import description

if TYPE_CHECKING:
    from aiblsp.rule import FixKind, Rule

HERE: Final = Path(__file__).parent
CATALOG: Final = HERE / "catalog.py"
HEADER: Final = '''"""What is known of each rule without importing it; written by `python -m aiblsp.rules`."""
# fmt: off

from __future__ import annotations

from typing import Final

from aiblsp.rule import ERROR, HINT, INFO, WARNING, Rule

RULES: Final[tuple[Rule, ...]] = (
'''


def walk() -> tuple[list[Rule], list[str]]:
    """All rules in the folders, sorted by name, and what is wrong with the files that hold none."""
    found: list[Rule] = []
    faults: list[str] = []
    for path in sorted(HERE.glob("[a-z]*/[a-z]*.py")):
        module = f"aiblsp.rules.{path.parent.name}.{path.stem}"
        try:
            rule = description(getattr(import_module(module), path.stem))
        except Exception as error:  # a colleague's half-written file must not stop the others
            faults.append(f"{module}: {type(error).__name__}: {error}")
            continue
        found.append(replace(rule, fixes=kind_of_fixes(path.read_text("utf-8"))))
    found.sort(key=lambda rule: rule.name)
    return found, faults


def kind_of_fixes(text: str) -> FixKind:
    """What the fixes are that a module makes: their calls of `Fix` say `safe=False`, nothing, or that it depends.

    A module that passes `fix=` and makes none itself takes them from elsewhere: those are safe.
    """
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    if not any(keyword.arg == "fix" for call in calls for keyword in call.keywords):
        return ""
    kinds = {_safety(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Fix"} or {"safe"}
    return kinds.pop() if len(kinds) == 1 else "both"


def _safety(call: ast.Call) -> FixKind:
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "safe"), None)
    if given is None:
        return "safe"
    if not isinstance(given, ast.Constant):
        return "both"
    return "safe" if given.value else "unsafe"


def render(rules: list[Rule]) -> str:
    """The text of `catalog.py`: one line for each rule, so that two additions never conflict."""
    return HEADER + "".join(f"    {_line(rule)},\n" for rule in rules) + ")\n"


def _line(rule: Rule) -> str:
    words = [_literal(rule.name), Severity(rule.severity).name, _literal(rule.subject)]
    for item in fields(rule)[len(words) :]:
        value = getattr(rule, item.name)
        if item.name == "check" or value == item.default:
            continue
        words.append(f"{item.name}={_literal(value)}")
    return f"Rule({', '.join(words)})"


def _literal(value: object) -> str:
    """The value as ruff would write it: double quotes, unless that needs escapes."""
    if isinstance(value, str):
        text = repr(value)
        return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in text else text
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    return repr(value)


def main() -> int:
    """Write the catalogue; 1 where a file could not be read as a rule."""
    rules, faults = walk()
    text = render(rules)
    if not CATALOG.exists() or CATALOG.read_text("utf-8") != text:
        CATALOG.write_text(text, "utf-8")
    print(f"{len(rules)} rules", file=sys.stderr)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
