"""Runs the language server that comes with the extension, or the one installed in this Python if that is preferred."""

import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
PREFER_ENVIRONMENT = "--prefer-environment"


def main() -> None:
    """The command `aiblsp` with the arguments of this one."""
    prefer_environment = PREFER_ENVIRONMENT in sys.argv[1:2]
    if prefer_environment:
        del sys.argv[1]
    sys.path[:] = [entry for entry in sys.path if entry != str(HERE)]
    if not (prefer_environment and find_spec("aiblsp") and find_spec("pygls")):
        sys.path.insert(0, str(HERE / "libs"))
    from aiblsp.cli import process

    process()


if __name__ == "__main__":
    main()
