"""SARIF of a real run, judged by Microsoft's multitool with the rules of GitHub; where CI has put it, else skipped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / ".ci/work/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"


def complaints(log: Path) -> list[str]:
    """What the multitool says of a SARIF file; its exit code tells nothing."""
    verdict = log.with_suffix(".verdict")
    options = ["--rule-kind", "Sarif;Gh", "--output", str(verdict), "--log", "ForceOverwrite"]
    command = [str(TOOL), "validate", str(log), *options]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, env=environment, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(verdict.read_text("utf-8-sig"))
    return [f"{each['ruleId']}: {each['message']}" for run in said["runs"] for each in run.get("results", ())]


def golden() -> dict[str, Any]:
    log: dict[str, Any] = json.loads((ROOT / "tests/report/golden/findings.sarif").read_text("utf-8"))
    return log


@pytest.mark.skipif(not os.access(TOOL, os.X_OK), reason="the multitool is not installed; .ci/run sarif does it")
def test_the_multitool_has_no_complaint(tmp_path: Path) -> None:
    log = tmp_path / "examples.sarif"
    options = ["--exit-zero", "--output-format", "sarif", "-o", str(log)]
    command = [sys.executable, "-m", "aiblsp", "lint", "examples", *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert json.loads(log.read_text("utf-8"))["runs"][0]["results"]
    assert complaints(log) == []
    made = tmp_path / "golden.sarif"
    made.write_text(json.dumps(golden()), "utf-8")
    assert complaints(made) == []
    broken = golden()
    del broken["runs"][0]["results"][0]["message"]["text"]
    made.write_text(json.dumps(broken), "utf-8")
    assert complaints(made), "the multitool would see a fault"


def test_addresses_are_relative_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "infra"
    folder.mkdir()
    text = '{"type": "Microsoft.VirtualMachineImages/imageTemplates" /* aiblsp: ignore[no-such-rule] */}'
    (folder / "x.json").write_text(text)
    command = [sys.executable, "-m", "aiblsp", "lint", "--select", "unused-suppression", "--output-format", "sarif"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for path in ("x.json", str(folder / "x.json")):
        done = subprocess.run([*command, path], cwd=folder, env=environment, capture_output=True, check=False)
        result = json.loads(done.stdout)["runs"][0]["results"][0]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "infra/x.json", "uriBaseId": "%SRCROOT%"}
