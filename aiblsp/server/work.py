"""When texts are looked at: small ones at once, large ones beside the loop, and none twice for one state of things."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from aiblsp.script import read as script
from aiblsp.server.plans import closed_template, plan_of, template_of
from aiblsp.server.protocol import StaleError

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.server.buffers import Buffer
    from aiblsp.server.server import Server

LARGE: Final = 200_000  # characters; what is larger takes longer than a pause between two keys

_SCRIPTS: Final = 8_000  # as many as a text of several megabytes has

script.remember(_SCRIPTS)
_executor = ThreadPoolExecutor(1, "large-text")  # one: they would only take turns


def catch_up(server: Server) -> None:
    """Look at every open text that changed. Called when no message is waiting, so that a burst counts as one change."""
    for buffer in server.session.buffers:
        if buffer.linted == buffer.age:
            continue
        if len(buffer.source.text) > LARGE:
            _start(server, buffer)
        else:
            lint(server, buffer)
            server.show(buffer)


async def understood(server: Server, buffer: Buffer) -> Document:
    """The document of the text as it is now. Raises StaleError where the text changes before that is known."""
    if buffer.understood != buffer.age:
        if len(buffer.source.text) > LARGE:
            await _until(server, buffer, linted=False)
        else:
            understand(server, buffer)
    if buffer.document is None:
        raise StaleError
    return buffer.document


async def linted(server: Server, buffer: Buffer) -> None:
    """Have the findings of the text as it is now. Raises StaleError where the text changes before they are known."""
    if buffer.linted == buffer.age:
        return
    if len(buffer.source.text) > LARGE:
        await _until(server, buffer, linted=True)
    else:
        lint(server, buffer)
        server.show(buffer)


def understand(server: Server, buffer: Buffer) -> Document:
    """Bring the document of a text up to date, here and now."""
    if buffer.understood != buffer.age or buffer.document is None:
        buffer.document = plan_of(server.session, buffer).document()
        buffer.understood = buffer.age
    return buffer.document


def template_now(server: Server, buffer: Buffer) -> Document | None:
    """The template that a parameter file gives values to, understood with both as they are now; a large one may lag."""
    for other in server.session.buffers:
        known = other.document is not None  # else nobody has looked what it reads
        if (buffer.path in other.reads or not known) and len(other.source.text) <= LARGE:
            understand(server, other)
    return template_of(server.session, buffer)


def lint(server: Server, buffer: Buffer) -> None:
    """Bring the findings of a text up to date, here and now."""
    try:
        todo = plan_of(server.session, buffer)
        if buffer.understood != buffer.age or buffer.document is None:
            buffer.document, buffer.understood = todo.document(), buffer.age
        buffer.found = todo.findings(buffer.document)
        _judge_parameters(server, buffer)
    except Exception as error:
        server.failed("diagnostics", error)
        buffer.found = []
    buffer.linted = buffer.age


def _judge_parameters(server: Server, buffer: Buffer) -> None:
    """Add to the findings in a parameter file what its template says of it, where that is not open to say so itself."""
    buffer.judged_with = None
    if buffer.document is None or buffer.document.template.kind != "parameters":
        return
    found = closed_template(server.session, buffer)
    if found is not None:
        template, todo = found
        buffer.judged_with = template.path
        buffer.found += [each for each in todo.findings(todo.document()) if each.place.source is buffer.source]


def release(buffer: Buffer) -> None:
    """Tell those who wait for an earlier state of the text, or for one that is closed, that it will not come."""
    for age, _, future in buffer.waiting:
        if age != buffer.age and not future.done():
            future.set_exception(StaleError())
    buffer.waiting = [each for each in buffer.waiting if not each[2].done()]


async def _until(server: Server, buffer: Buffer, *, linted: bool) -> None:
    future = asyncio.get_running_loop().create_future()
    buffer.waiting.append((buffer.age, linted, future))
    _start(server, buffer)
    await future


def _start(server: Server, buffer: Buffer) -> None:
    if buffer.work is None:
        buffer.work = asyncio.ensure_future(_work(server, buffer))


async def _work(server: Server, buffer: Buffer) -> None:
    """Look at a large text until its newest state has been seen; a state that is old by then is given up."""
    loop = asyncio.get_running_loop()
    try:
        while buffer.linted != buffer.age and server.session.buffers.get(buffer.uri) is buffer:
            age = buffer.age
            todo = plan_of(server.session, buffer)
            document = await loop.run_in_executor(_executor, todo.document)
            if age != buffer.age:
                continue
            buffer.document, buffer.understood = document, age
            _arrived(buffer, linted=False)
            found = await loop.run_in_executor(_executor, todo.findings, document)
            if age != buffer.age:
                continue
            buffer.found, buffer.linted = found, age
            _judge_parameters(server, buffer)
            server.show(buffer)
            _arrived(buffer, linted=True)
    except Exception as error:
        server.failed("diagnostics", error)
        buffer.linted = buffer.age
    finally:
        buffer.work = None
        for _, _, future in buffer.waiting:
            if not future.done():
                future.set_exception(StaleError())
        buffer.waiting.clear()


def _arrived(buffer: Buffer, *, linted: bool) -> None:
    for age, wanted, future in buffer.waiting:
        if age == buffer.age and (linted or not wanted) and not future.done():
            future.set_result(None)
    buffer.waiting = [each for each in buffer.waiting if not each[2].done()]
