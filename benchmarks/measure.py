"""Runs commands and functions several times in turn and keeps seconds and peak memory. Prints nothing."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass
class Runs:
    """What several runs of one thing took.

    seconds    by the clock on the wall
    processor  the same in time of the processor, all threads together: what a busy machine changes less
    peak       the largest resident memory of the process, in bytes
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def median(self) -> float:
        return median(self.seconds)


def commands(todo: Mapping[str, Sequence[str]], rounds: int, *, codes: Sequence[int] = (0, 1)) -> dict[str, Runs]:
    """Run each command `rounds` times, taking turns, so that a busy moment of the machine hits all alike.

    One more round at the start is not counted. Raises RuntimeError where a command ends with another exit code.
    """
    result = {name: Runs() for name in todo}
    for number in range(rounds + 1):
        for name, command in todo.items():
            seconds, processor, peak = _run(command, codes)
            if number:
                result[name].seconds.append(seconds)
                result[name].processor.append(processor)
                result[name].peak = max(result[name].peak, peak)
    return result


def _run(command: Sequence[str], codes: Sequence[int]) -> tuple[float, float, int]:
    # As users run it: with compiled files, which the round that is not counted writes.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    started = time.perf_counter()
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise RuntimeError(f"exit code {process.returncode} from {' '.join(command)[:300]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def calls(todo: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Runs]:
    """Call each function `rounds` times, taking turns; one more round at the start is not counted.

    What counts is time of the processor: what else the machine does is no matter of ours.
    """
    result = {name: Runs() for name in todo}
    for number in range(rounds + 1):
        for name, function in todo.items():
            started = time.process_time()
            function()
            if number:
                result[name].seconds.append(time.process_time() - started)
    return result
