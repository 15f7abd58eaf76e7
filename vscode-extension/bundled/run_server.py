"""Runs the language server that comes with the extension, or the one installed in this Python if that is preferred."""

import sys
from importlib.util import find_spec
from pathlib import Path

LIBS = Path(__file__).parent / "libs"


def main() -> None:
    arguments = sys.argv[1:]
    prefer_environment = arguments[:1] == ["--prefer-environment"]
    if prefer_environment:
        arguments = arguments[1:]
    here = str(Path(__file__).parent)
    sys.path[:] = [entry for entry in sys.path if entry != here]
    if not (prefer_environment and find_spec("aiblsp") and find_spec("pygls")):
        sys.path.insert(0, str(LIBS))
    from aiblsp.cli import main as run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
