"""Runs the benchmarks and prints each ratio beside its goal: `python -m benchmarks [cold batch linear rules server]`.

Times differ from machine to machine and from minute to minute; what is compared runs in turns, and the ratios are what
counts. Ends with exit code 1 where a goal was missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import commands, inside
from benchmarks.outcome import Outcome
from benchmarks.server import server

ALL = ("cold", "batch", "linear", "rules", "server")


def main() -> int:
    """Run what the command line names; all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed and memory beside other tools.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(ALL)} (default: all)")
    parser.add_argument("--rounds", type=int, default=7, help="how often each thing runs (default: 7)")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(ALL):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")

    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        todo = {
            "cold": lambda: commands.cold(folder, arguments.rounds * 3),
            "batch": lambda: commands.batch(folder, arguments.rounds),
            "linear": lambda: inside.linear(arguments.rounds),
            "server": lambda: server(arguments.rounds),
            "rules": lambda: inside.rules(max(3, arguments.rounds // 2)),
        }
        for chosen in arguments.names or ALL:
            for outcome in todo[chosen]():  # type: ignore[no-untyped-call]
                print(outcome, flush=True)
                missed += isinstance(outcome, Outcome) and not outcome.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
