"""Asks the rules about a document and answers with diagnostics: what the batch run and the editor are both told."""

from __future__ import annotations

from aiblsp.lint.run import lint
from aiblsp.lint.selection import Selection, unknown_patterns

__all__ = ["Selection", "lint", "unknown_patterns"]
