"""A rule that raised: tells the user, so that a silent linter is never mistaken for a clean template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Failure, Findings


@rule(ERROR)
def internal_error(failure: Failure, document: Document) -> Findings:
    """A rule of aiblsp failed on this file

    One of the rules met something that its author had not thought of. All other rules have still been asked, so what
    they say stands; only what the named rule would have said is missing. Nothing is wrong with the template: please
    report the rule, the exception and the part of the template that it trips over, and ignore the rule until then.

    This finding is shown whatever rules are selected. Only `ignore = ["internal-error"]` in the configuration, or
    `// aiblsp: ignore-file[internal-error]` in the file, hides it.
    """
    yield Finding(
        None,
        f"The rule `{failure.rule}` failed with {failure.error} in {failure.where}. The other rules were still asked; "
        "please report this, and ignore the rule until it is mended",
    )
