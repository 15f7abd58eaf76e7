"""Reads what Microsoft's multitool said about a SARIF file, since its exit code is 0 either way: LOG VERDICT."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(log: str, verdict: str) -> None:
    """Ends with the complaints and exit code 1 where there are any, or where the log has no result to judge."""
    results = sum(len(run["results"]) for run in json.loads(Path(log).read_text("utf-8"))["runs"])
    if not results:
        sys.exit(f"{log} holds no results")
    complaints = [
        f"{result['ruleId']}: {result['message'].get('text') or result['message']}"
        for run in json.loads(Path(verdict).read_text("utf-8-sig"))["runs"]
        for result in run.get("results", ())
    ]
    if complaints:
        sys.exit("\n".join(complaints))
    print(f"{results} results, no complaint")


if __name__ == "__main__":
    main(*sys.argv[1:])
