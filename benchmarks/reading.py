"""How fast text becomes a tree: `python -m benchmarks.reading`. Prints megabytes a second beside `json.loads`.

The documents hold made-up image templates, about a million characters: in several layouts, with comments, and with a
closing brace lost in the middle.
"""

from __future__ import annotations

import json
import time

from aiblsp.jsonc.parser import parse
from benchmarks.templates import bare

COUNT = 200  # templates of about 5 KB
ROUNDS = 7


def documents() -> dict[str, str]:
    """The texts by what they are."""
    values = [json.loads(bare(seed, 5_000)) for seed in range(COUNT)]
    indented = json.dumps(values, indent=2)
    lines = indented.split("\n")
    commented = "\n".join(line + " // a comment" if number % 20 == 0 else line for number, line in enumerate(lines))
    lost = indented.index("}", len(indented) // 2)
    return {
        "indented by 2": indented,
        "indented by 4": json.dumps(values, indent=4),
        "on one line": json.dumps(values),
        "every 20th line with a comment": commented,
        "a closing brace lost": indented[:lost] + indented[lost + 1 :],
    }


def main() -> None:
    """Measure and print."""
    for name, text in documents().items():
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            parse(text)
            times.append(time.process_time() - start)
        best = min(times)
        print(f"{name:<32} {len(text) / 1e6:.2f} MB  {best * 1e3:6.1f} ms  {len(text) / best / 1e6:5.1f} MB/s", end="")
        try:
            start = time.process_time()
            json.loads(text)
            print(f"  {best / (time.process_time() - start):5.1f} times json.loads")
        except ValueError:
            print("  json.loads fails")


if __name__ == "__main__":
    main()
