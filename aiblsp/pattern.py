"""Regular expressions that are compiled when they are first used: most files need few of them, and compiling is slow.

`later` stands for `re.compile` at the top of a module. What every file needs is better compiled at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    later = re.compile  # for a type checker, what it makes is what it stands for
else:

    class later:  # noqa: N801 - called as a function
        """A pattern that looks like a compiled one."""

        def __init__(self, pattern, flags=0):
            self.pattern = pattern
            self._flags = flags

        def __getattr__(self, name):
            # Asked only for what is not there yet: from now on the methods are those of the compiled pattern.
            compiled = re.compile(self.pattern, self._flags)
            for method in ("finditer", "findall", "flags", "fullmatch", "match", "search", "split", "sub", "subn"):
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)
