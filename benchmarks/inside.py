"""Inside one process: does the time grow with the text, and what does each rule cost."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from aiblsp.cli import COLLECT_AFTER
from aiblsp.document import Document, analyze
from aiblsp.lint.run import lint, run
from aiblsp.lint.selection import Selection, make_plan
from aiblsp.record import replace
from aiblsp.rules import load
from aiblsp.rules.catalog import RULES
from aiblsp.template.model import Options
from aiblsp.text import Source
from benchmarks import measure
from benchmarks.outcome import Outcome, milliseconds
from benchmarks.templates import VERSION, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiblsp.rule import Check, Finding

OPTIONS = Options(api_version=VERSION)
SIZES = {"5 KB": 5_000, "100 KB": 100_000, "1 MB": 1_000_000}


def linear(rounds: int) -> Iterator[Outcome]:
    """The same kind of template, twenty and two hundred times as long."""
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    texts = {name: [bare(seed, size, mistakes=0) for seed in (1, 2, 3, 4)] for name, size in SIZES.items()}

    def each(name: str) -> Callable[[], object]:
        return lambda: [lint(analyze(Source(text, "a.json"), OPTIONS)) for text in texts[name]]

    runs = measure.calls({name: each(name) for name in SIZES}, rounds)
    rate = {name: min(runs[name].seconds) / sum(map(len, texts[name])) for name in SIZES}
    for small, large in zip(SIZES, list(SIZES)[1:], strict=False):
        detail = f"{rate[small] * 1e9:.0f} and {rate[large] * 1e9:.0f} ns a character"
        yield Outcome(f"{small} to {large}: time for a character", rate[large] / rate[small], 1.3, detail)


def rules(rounds: int, count: int = 1000) -> Iterator[Outcome | str]:
    """The share of each rule in the whole; what a run takes with all rules and with none, `batch` measures."""
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    sources = [Source(bare(number, 4000), f"{number}.json") for number in range(count)]
    none = make_plan(Selection(ignore=("*",)), RULES)
    runs = measure.calls({"none": lambda: [run(analyze(source, OPTIONS), none) for source in sources]}, rounds)
    least = min(runs["none"].seconds)
    documents = [analyze(source, OPTIONS) for source in sources]
    cost = _cost_of_each(documents, rounds)
    total = sum(cost.values()) + least
    worst = max(cost, key=lambda name: cost[name])
    yield Outcome("the dearest rule: share of the whole", cost[worst] / total, 0.1, worst)
    yield "\n".join(
        f"        {seconds / total:6.1%}  {milliseconds(seconds):>9}  {name}"
        for name, seconds in sorted(cost.items(), key=lambda item: -item[1])[:15]
    )


def _cost_of_each(documents: list[Document], rounds: int) -> dict[str, float]:
    """Seconds that each rule takes over all documents: the least of several rounds, the clock's own time included."""
    least: dict[str, float] = {}
    for _ in range(rounds):
        spent: dict[str, float] = {}
        timed = [replace(rule, check=_timed(rule.name, load(rule), spent)) for rule in RULES]
        plan = make_plan(Selection(select=("all",)), timed)
        gc.collect()
        for document in documents:
            run(document, plan)
        for name, seconds in spent.items():
            least[name] = min(seconds, least.get(name, seconds))
    return least


def _timed(name: str, check: Check, spent: dict[str, float]) -> Check:
    def clocked(*subjects: object) -> Iterator[Finding]:
        started = time.perf_counter()
        found = list(check(*subjects))
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
        return iter(found)

    return clocked
