"""The commands that a client may run here; what is asked of the user is asked by the client where it can."""

from __future__ import annotations

import os
import platform
import sys
import uuid
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.uris import to_fs_path

from aiblsp import __version__
from aiblsp.diagnostic import Severity
from aiblsp.rules import find
from aiblsp.server.asking import Asked
from aiblsp.server.capabilities import COMMANDS
from aiblsp.server.mending import mended
from aiblsp.server.plans import parameter_paths
from aiblsp.server.protocol import RefusedError
from aiblsp.server.work import understood
from aiblsp.server.workspace import look

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiblsp.server.buffers import Buffer
    from aiblsp.server.server import Server

_INVALID: Final = types.ErrorCodes.InvalidParams
_AUTOMATIC: Final = "automatic"
_NONE: Final = "none"


async def execute(server: Server, params: types.ExecuteCommandParams) -> Any:
    """Run a command. One that there is not, or that is given what it cannot use, is refused in words."""
    command = _RUN.get(params.command.rpartition(".")[2])
    if command is None or params.command not in COMMANDS:
        raise RefusedError(f"There is no command `{params.command}`", _INVALID)
    try:
        return await command(server, list(params.arguments or ()), params.work_done_token)
    except RefusedError:
        raise
    except Exception as error:
        server.failed(params.command, error)
        return None


async def lint_workspace(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> str:
    """Look at every file of the workspace anew; shows progress, stops when told; answers with a sentence."""
    if not server.session.folders:
        return "No folder is open"
    progress = server.work_done_progress
    if token is None and server.session.client.progress:
        token = str(uuid.uuid4())
        await progress.create_async(token)
    if token is not None:
        progress.begin(token, types.WorkDoneProgressBegin("Linting image templates", cancellable=True, percentage=0))

    told = 0

    def report(done: int, count: int, path: str) -> bool:
        nonlocal told
        if token is None:
            return True
        if (percentage := 100 * done // count) > told:  # not for each of a thousand files
            told = percentage
            message = os.path.basename(path)
            progress.report(token, types.WorkDoneProgressReport(message=message, percentage=percentage))
        return not progress.tokens[token].cancelled()

    server.session.files.stamps.clear()
    server.session.files.stale = True
    count = await look(server, report)
    stopped = token is not None and progress.tokens[token].cancelled()
    if token is not None:
        progress.end(token, types.WorkDoneProgressEnd())
        progress.tokens.pop(token, None)
    if server.session.client.refreshes:
        server.workspace_diagnostic_refresh(None)
    return "Stopped" if stopped else _summary(server, count)


def _summary(server: Server, count: int) -> str:
    levels: dict[types.DiagnosticSeverity | None, int] = {}
    for uri in server.board.uris():
        for each in server.board.of(uri):
            levels[each.severity] = levels.get(each.severity, 0) + 1
    told = [_number(levels[level], Severity(level).label) for level in types.DiagnosticSeverity if level in levels]
    return f"{_number(count, 'file')}: {', '.join(told) or 'nothing found'}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 or word == "info" else f"{count:,} {word}s"


async def fix_all(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> Any:
    """Fix what can be fixed safely in an open text: in the editor where it takes edits, else as an answer."""
    buffer = _buffer(server, arguments)
    document = await understood(server, buffer)
    edits = mended(server.session, buffer, document)
    if not edits:
        return None
    asked = Asked(server, server.session, buffer, document)
    edit = asked.edit(edits)
    if not server.session.client.applies_edits:
        return edit
    answer = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "Fix all (aiblsp)"))
    return {"applied": answer.applied, "edits": len(edits)}


async def apply_edit(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> None:
    """Apply an edit that was offered as a command, to a client that knows no other kind of code action."""
    if len(arguments) != 1 or not isinstance(arguments[0], dict):
        raise RefusedError("This command takes one edit", _INVALID)
    edit = server.protocol.structured(arguments[0], types.WorkspaceEdit)
    await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))


async def explain_rule(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> str | None:
    """The page of a rule in Markdown; None where there is no such rule."""
    from aiblsp.pages import page  # here, for it imports pathlib and whatever the rule needs

    rule = find(_word(arguments))
    return page(rule) if rule is not None else None


async def parameter_files(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> list[str]:
    """The files that could be parameter files of a text: those in force first, then others beside it."""
    buffer = _buffer(server, arguments)
    found = list(parameter_paths(server.session, buffer))
    if buffer.path is not None:
        folder = os.path.dirname(buffer.path)
        found += [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if _may_hold_parameters(name)]
    return list(dict.fromkeys(os.path.abspath(path) for path in found))


def _may_hold_parameters(name: str) -> bool:
    return "param" in name.lower() and name.lower().endswith((".json", ".jsonc"))


async def choose_parameter_file(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> None:
    """Set the parameter file of a text: a path, "" for none, null to look for it. Without one the user is asked."""
    buffer = _buffer(server, arguments)
    if len(arguments) < 2:
        answer = await _ask(server, await parameter_files(server, arguments, token))
        if answer is None:
            return
        path = {_NONE: "", _AUTOMATIC: None}.get(answer, answer)
    else:
        path = arguments[1]
    if path is not None and not isinstance(path, str):
        raise RefusedError("A parameter file is named by its path", _INVALID)
    if path and path.startswith("file:"):
        path = to_fs_path(path)
    server.session.chosen.pop(buffer.uri, None)
    if path is not None:
        server.session.chosen[buffer.uri] = path
    buffer.outdate()
    server.refresh()


async def _ask(server: Server, files: list[str]) -> str | None:
    actions = [types.MessageActionItem(name) for name in (*files[:8], _NONE, _AUTOMATIC)]
    request = types.ShowMessageRequestParams(types.MessageType.Info, "Which parameter file?", actions)
    answer = await server.window_show_message_request_async(request)
    return answer.title if answer is not None else None


async def new_template(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> str:
    """The text of a template to start from."""
    from aiblsp.features.completion import new_template as make

    try:
        return make(_word(arguments))
    except ValueError as error:
        raise RefusedError(str(error), _INVALID) from error


async def debug_information(server: Server, arguments: list[Any], token: types.ProgressToken | None) -> dict[str, Any]:
    """What a bug report should say of the server. No text of the user is in it."""
    session = server.session
    return {
        "version": __version__,
        "python": sys.version,
        "platform": platform.platform(),
        "encoding": session.converter.encoding.value,
        "language": session.language,
        "folders": session.folders,
        "configurationFaults": [*map(str, session.faults.values()), *sorted(session.wrong)],
        "open": [
            {"uri": each.uri, "characters": len(each.source.text), "found": len(each.found), "parameters": each.reads}
            for each in session.buffers
        ],
    }


def _word(arguments: list[Any]) -> str:
    if len(arguments) != 1 or not isinstance(arguments[0], str):
        raise RefusedError("This command takes one word", _INVALID)
    return arguments[0]


def _buffer(server: Server, arguments: list[Any]) -> Buffer:
    uri = arguments[0] if arguments else None
    buffer = server.session.buffers.get(uri) if isinstance(uri, str) else None
    if buffer is None:
        raise RefusedError("This command takes the URI of an open text", _INVALID)
    return buffer


_RUN: Final[dict[str, Callable[[Server, list[Any], types.ProgressToken | None], Awaitable[Any]]]] = {
    "lintWorkspace": lint_workspace,
    "fixAll": fix_all,
    "applyEdit": apply_edit,
    "explainRule": explain_rule,
    "parameterFiles": parameter_files,
    "chooseParameterFile": choose_parameter_file,
    "newTemplate": new_template,
    "debugInformation": debug_information,
}
