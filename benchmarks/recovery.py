"""How well broken documents are recovered: `python -m benchmarks.recovery`. Measures no time.

Prints, per kind of random edit, the share of the leaves not touched by the edit that are still found at their path, and
how many of the leaves of the hand-made broken documents are. The documents are the examples, and those of the corpus
where it is present.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from aiblsp.jsonc.parser import parse
from aiblsp.text import decode
from tests.jsonc.cases import leaves, read_cases
from tests.jsonc.survival import KINDS, count_survivors, random_edit

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "examples", ROOT.parent / "shared" / "corpus")
LONGEST = 20_000  # characters: longer documents would take most of the time and change little


def documents() -> list[str]:
    """The texts that are strict JSON and not too long."""
    paths = [path for folder in FOLDERS for path in sorted(folder.rglob("*.json"))]
    texts = [decode(path.read_bytes()).text for path in paths]
    return [text for text in texts if len(text) <= LONGEST and not parse(text).problems]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.recovery", description="What is left of broken documents."
    )
    parser.add_argument("--edits", type=int, default=1_500, help="how many random edits (default: 1500)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    texts = documents()
    rng = random.Random(arguments.seed)
    kept = dict.fromkeys(KINDS, 0)
    of = dict.fromkeys(KINDS, 0)
    shares: list[float] = []
    for number in range(arguments.edits):
        text = texts[number % len(texts)]
        edited = random_edit(text, rng)
        survivors, untouched = count_survivors(text, edited)
        kept[edited.kind] += survivors
        of[edited.kind] += untouched
        shares.append(survivors / untouched if untouched else 1.0)
    print(f"{arguments.edits} random edits of {len(texts)} documents: untouched leaves at their path")
    for kind in KINDS:
        print(f"  {kind:<16} {kept[kind] / max(of[kind], 1):.3f}")
    print(f"  {'all':<16} {sum(kept.values()) / max(sum(of.values()), 1):.3f}")
    print(f"  {'mean of edits':<16} {sum(shares) / max(len(shares), 1):.3f}")

    cases = read_cases("broken.md")
    found = wanted = 0
    for case in cases:
        survived = leaves(parse(case.blocks["jsonc"]).root)
        for line in case.blocks["leaves"].splitlines():
            path, _, value = line.partition(" = ")
            wanted += 1
            found += path in survived and survived[path] == json.loads(value)
    print(f"{len(cases)} hand-made documents: {found} of {wanted} leaves")


if __name__ == "__main__":
    main()
