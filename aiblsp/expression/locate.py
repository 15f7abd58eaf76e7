"""What is under the cursor in an expression, finished or half typed. Proposes nothing; editor features do that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.expression.functions import function
from aiblsp.expression.node import Call, Index, Integer, Member, Missing, Text
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.expression.node import Expression, Parsed


@dataclass(frozen=True, slots=True)
class Under:
    """The thing at an index, and the calls around it. All indexes are of the decoded string.

    kind      function: the name of a function, `node` is its call; member: a name after a dot, `node` the Member;
              text: within a string, `node` the Text; integer; empty: where an expression may be written;
              after: behind a complete expression, which is `node`
    start, end  what a completion replaces: the name, or the inside of the string; empty where there is none
    prefix    that text as far as the cursor
    call      the innermost call whose parentheses are around the index, None outside of all
    argument  which of its arguments this is, from 0
    base      the expression whose member or element is named here (`base.name`, `base['name']`), else None
    namespace of a function's name, where one is written
    """

    kind: Literal["function", "member", "text", "integer", "empty", "after"]
    node: Expression | None
    start: int
    end: int
    prefix: str
    call: Call | None = None
    argument: int = 0
    base: Expression | None = None
    namespace: str | None = None


def at(parsed: Parsed, index: int) -> Under:
    """What is under a cursor that stands before the character at `index`."""
    node: Expression | None = parsed.root
    call: Call | None = None
    argument = 0
    base: Expression | None = None
    while node is not None and node.start <= index <= node.end:
        match node:
            case Call():
                if index <= node.name_end:
                    namespace_end = node.name_start - 1 if node.namespace is not None else -1
                    if index <= namespace_end:  # on the namespace: the whole name is one word
                        prefix = parsed.text[node.start : index]
                        return Under("function", node, node.start, node.name_end, prefix, call, argument, base)
                    start = min(index, node.name_start)
                    prefix = parsed.text[start:index]
                    return Under(
                        *("function", node, start, node.name_end, prefix, call, argument, base),
                        namespace=node.namespace,
                    )
                if node.open is None or index < node.open or (node.close is not None and index > node.close):
                    break
                call, base = node, None
                argument = sum(comma < index for comma in node.commas)
                node = node.args[argument] if argument < len(node.args) else None
            case Member():
                if index >= node.name_start:
                    return _member(parsed, node, index, call, argument)
                node = node.base
            case Index():
                if index <= node.base.end:
                    node = node.base
                elif index == node.end and parsed.text[index - 1 : index] == "]":
                    break
                else:
                    base = node.base
                    node = node.index
            case Text():
                last = node.end - 1 if node.closed else node.end
                if index <= node.start:
                    return Under("empty", None, index, index, "", call, argument, base)
                if index > last:
                    break
                prefix = parsed.text[node.start + 1 : index].replace("''", "'")
                return Under("text", node, node.start + 1, last, prefix, call, argument, base)
            case Integer():
                prefix = parsed.text[node.start : index]
                return Under("integer", node, node.start, node.end, prefix, call, argument, base)
            case Missing():
                return Under("empty", None, index, index, "", call, argument, base)
    if node is not None and index >= node.end and not isinstance(node, Missing):
        return Under("after", node, index, index, "", call, argument)
    return Under("empty", None, index, index, "", call, argument, base)


def _member(parsed: Parsed, node: Member, index: int, call: Call | None, argument: int) -> Under:
    prefix = parsed.text[node.name_start : index]
    owner = node.base
    if isinstance(owner, Call) and owner.open is None and function(owner.name) is None:
        # `ns.` with nothing behind it yet: the name of a user-defined function is being typed
        return Under("function", node, node.name_start, node.end, prefix, call, argument, namespace=owner.name)
    return Under("member", node, node.name_start, node.end, prefix, call, argument, owner)
