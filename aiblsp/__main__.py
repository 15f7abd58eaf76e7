"""`python -m aiblsp` is the command `aiblsp`."""

from __future__ import annotations

import sys

from aiblsp.cli import main

if __name__ == "__main__":
    sys.exit(main())
