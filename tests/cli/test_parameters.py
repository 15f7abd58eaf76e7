"""`aiblsp lint` with parameter files: given, configured or found beside; which of them are spoken of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import BAD, RULE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call

ONLY = ("--select", RULE)
PARAMETERS = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"a": {"type": "string"}, "b": {"type": "int"}},
  "resources": [{"type": "Microsoft.VirtualMachineImages/imageTemplates", "name": "t", "properties": {}}]
}"""
BOTH = '{"parameters": {"a": {"value": "x"}, "b": {"value": 1}}}'


def missing(call: Call, *arguments: str) -> list[str]:
    """What is said of parameter files."""
    answer = call("lint", "-q", "--select", "parameter-file-*", "--output-format", "concise", *arguments)
    return answer.out.splitlines()


def test_parameter_files(folder: Path, call: Call) -> None:
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"name": {"type": "string"}},
        "resources": [
            {
                "type": "Microsoft.VirtualMachineImages/imageTemplates",
                "apiVersion": "2024-02-01",
                "name": "[parameters('name')]",
                "properties": {"source": {"type": "PlatformImage"}, "distribute": []},
            }
        ],
    }
    (folder / "x.json").write_text(json.dumps(template))
    (folder / "x.parameters.json").write_text("{")
    answer = call("lint", "--exit-zero", "-q", "x.json", "--parameters", "nope.json")
    assert answer.code == 2
    assert "error: nope.json: cannot be read" in answer.err
    (folder / "aiblsp.toml").write_text('[parameters]\n"x.json" = ["missing.json"]')
    answer = call("lint", "--exit-zero", "-q", "x.json")
    assert "error: missing.json: cannot be read" in answer.err


def test_a_parameter_file_brings_its_template(folder: Path, call: Call) -> None:
    (folder / "x.json").write_text(BAD)
    (folder / "x.parameters.json").write_text('{"parameters": {}}')
    answer = call("lint", *ONLY, "x.parameters.json", "--output-format", "concise")
    assert answer.out.startswith("x.json:")
    assert answer.err.startswith("2 files, 1 image template")
    assert call("lint", *ONLY, "x.parameters.json", "x.json", "--output-format", "concise").out == answer.out


def test_what_is_no_parameter_file_is_told(folder: Path, call: Call) -> None:
    (folder / "x.json").write_text(PARAMETERS)
    (folder / "text.json").write_text("hello")
    for name in ("x.json", "text.json"):
        answer = call("lint", "-q", "x.json", "--parameters", name)
        assert answer.code == 2
        assert f"error: {name}: this is no parameter file" in answer.err
    (folder / "y.json").write_text(PARAMETERS)
    assert call("lint", "-q", "x.json", "y.json", "--parameters", "text.json").err.count("no parameter file") == 1
    (folder / "p.json").write_text(BOTH[:-2])
    answer = call("lint", "-q", "x.json", "--parameters", "p.json")
    assert (answer.code, answer.err) == (1, "")
    assert "parameter-file-syntax-error" in answer.out
    (folder / "p.json").write_text(BOTH)
    assert call("lint", "-q", "--exit-zero", "x.json", "--parameters", "p.json").code == 0


def test_parameter_files_for_environments_are_alternatives(folder: Path, call: Call) -> None:
    (folder / "x.json").write_text(PARAMETERS)
    (folder / "x.parameters.prod.json").write_text(BOTH)
    (folder / "x.parameters.dev.json").write_text('{"parameters": {"a": {"value": "x"}}}')
    (lacks,) = missing(call, "x.json")
    assert "`b` has no default, and `x.parameters.dev.json` gives it no value" in lacks
    merged = ("--parameters", "x.parameters.prod.json", "--parameters", "x.parameters.dev.json")
    assert missing(call, "x.json", *merged) == []
    (folder / "x.parameters.test.json").write_text('{"parameters": {"a": {"value": "x"}}}')
    (lacks,) = missing(call, "x.json")
    assert "`x.parameters.test.json`, `x.parameters.dev.json` give it no value" in lacks
    (folder / "x.parameters.json").write_text('{"parameters": {"b": {"value": 1}}}')
    assert missing(call, "x.json") == [], "the plain one may be the ground of all"
    (folder / "aiblsp.toml").write_text(
        '[parameters]\n"x.json" = ["x.parameters.dev.json", "x.parameters.prod.json"]\n'
    )
    (folder / "x.parameters.json").unlink()
    assert missing(call, "x.json") == [], "they are configured to be merged"


def test_a_parameter_file_that_is_named_is_spoken_of_alone(folder: Path, call: Call) -> None:
    (folder / "x.json").write_text(PARAMETERS)
    (folder / "x.parameters.prod.json").write_text(BOTH.replace("1", "true"))
    (folder / "x.parameters.dev.json").write_text(BOTH.replace('"x"', "5"))
    (folder / "x.parameters.json").write_text(BOTH.replace('"b"', '"c"'))

    def places(*names: str) -> list[str]:
        return sorted({line.partition(":")[0] for line in missing(call, *names)})

    assert places("x.parameters.dev.json") == ["x.parameters.dev.json"]
    both = ["x.parameters.dev.json", "x.parameters.prod.json"]
    assert places(*both) == both
    assert places("x.json") == places(".") == sorted([*both, "x.parameters.json"])
    assert places("x.parameters.json", "x.json") == places("x.json")
