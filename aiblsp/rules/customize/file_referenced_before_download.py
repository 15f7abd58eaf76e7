"""Scripts that use a file which a later step downloads; tests, deletions and downloads of their own are no use of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.writes import writes
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command, Word
    from aiblsp.template.model import Image, Step

# Commands that may name a file which is not there.
_NO_USE = frozenset(
    {
        *("rm", "touch", "test", "[", "[[", "echo", "printf", "mkdir", "ls", "find", "export", "rsync", "ln"),
        *(
            "remove-item",
            "test-path",
            "new-item",
            "write-host",
            "write-output",
            "get-childitem",
            "set-content",
            "out-file",
        ),
        *("add-content", "join-path", "split-path", "write-verbose", "write-warning"),
    }
)
_MOST = 50  # files to look into; nobody has more
_RUN: Final = later(r"[\w.\-]+")
_TARGET_OPTIONS = (
    "-o",
    "-O",
    "--output",
    "--output-document",
    "-outfile",
    "-destination",
    "-destinationpath",
    "-filepath",
)


@rule(WARNING, only="File")
def file_referenced_before_download(image: Image, document: Document) -> Findings:
    """A script uses a file that a later step downloads

    Customizers run in the order of the array. A script that uses the destination of a `File` customizer further down
    does not find the file, and the build fails.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "install", "inline": ["sudo cp /tmp/app.conf /etc/app.conf"]},
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"},
      {"type": "Shell", "name": "install", "inline": ["sudo cp /tmp/app.conf /etc/app.conf"]}
    ]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    steps = image.customizers
    awaited: dict[str, Step] = {}  # the destinations of the steps behind the one that is looked at
    names = _Names()
    uses: list[tuple[Step, Word, str, Step]] = []
    for step in reversed(steps):
        path = _normal(step.value("destination") or "") if step.type == "File" else ""
        if path:
            awaited[path] = step
            names.add(path.rpartition("/")[2].lower())
        elif step.type in ("Shell", "PowerShell") and awaited and names.are_in(step.script.text.lower()):
            uses += [(step, word, path, awaited[path]) for word, path in _uses(step, awaited)]
    seen: set[str] = set()
    for step, word, path, download in reversed(uses):
        if path in seen or len(seen) > _MOST:
            continue
        seen.add(path)  # where the first use is fine, the later ones are
        if image.opaque_from < step.index or _made_before(image, path, step):
            continue
        node, part = step.locate(word)
        yield Finding(
            node,
            f"`{short(download.value('destination') or '')}` is downloaded by a later step: it is not there yet. "
            "Move the download up",
            part=part,
            related=((download.get("destination") or download.node, "downloaded here"),),
            fix=_fix(step, download, document),
        )


def _normal(path: str) -> str:
    """A path to compare: Windows paths without case, with slashes."""
    return path.replace("\\", "/").lower() if path[1:2] == ":" else path


class _Names:
    """Names of files, looked for all at once: one after the other they would take as long as files times scripts."""

    def __init__(self) -> None:
        self._plain: set[str] = set()
        self._other: set[str] = set()

    def add(self, name: str) -> None:
        (self._plain if _RUN.fullmatch(name) else self._other).add(name)

    def are_in(self, text: str) -> bool:
        """Whether a path in a text may end with one of them: a cheap first look.

        Behind the last slash of a path its name is a run by itself, unless that has other signs within.
        """
        return not self._plain.isdisjoint(_RUN.findall(text)) or any(name in text for name in self._other)


def _uses(step: Step, paths: dict[str, Step]) -> Iterator[tuple[Word, str]]:
    """The words of a script that name one of the files, and which."""
    for command in step.commands:
        if not command.sure or command.name in _NO_USE or not command.words:
            continue
        written = {write.word.start for write in writes(command)} if step.type == "Shell" else set()
        for index, word in enumerate(command.words):
            if word.start in written or (index and command.words[index - 1].text.lower() in _TARGET_OPTIONS):
                continue
            path = _normal(word.text)
            if path in paths and not _is_last_of_copy(command, index):
                yield word, path


def _is_last_of_copy(command: Command, index: int) -> bool:
    """Whether the word is where a cmdlet copies or downloads to, not what it takes."""
    copies = command.name in (
        "copy-item",
        "move-item",
        "robocopy",
        "xcopy",
        "start-bitstransfer",
        "expand-archive",
        "azcopy",
    )
    return copies and index > 1


def _made_before(image: Image, path: str, until: Step) -> bool:
    """Whether an earlier command, or the same step, makes the file itself."""
    name = path.rpartition("/")[2]
    for step in image.customizers[: image.customizers.index(until) + 1]:
        if step.type == "File" and _normal(step.value("destination") or "") == path:
            return True
        for command in step.commands:
            if step.type == "Shell" and any(write.path == path for write in writes(command)):
                return True
            downloads = command.name in (
                "invoke-webrequest",
                "start-bitstransfer",
                ".downloadfile",
                "azcopy",
                "set-content",
                "out-file",
            )
            if downloads and any(name in word.text.lower() for word in command.words):
                return True
            if any(name in (redirect.writes or "").lower() for redirect in command.redirects):
                return True
    return False


def _fix(step: Step, download: Step, document: Document) -> Fix | None:
    first, second = as_written(document.tree, step.node), as_written(document.tree, download.node)
    if first is None or second is None or first[0] is not second[0] or first[0].kind != "array":
        return None
    steps = first[0]
    index = next((at for at, child in enumerate(steps.children) if child is first[1]), None)
    if index is None or not any(child is second[1] for child in steps.children):
        return None
    copied = edit.copy_text(document.source, steps, second[1])
    inserted = edit.insert_element(document.source, steps, index, copied)
    return Fix(
        "Move the download before this step", (inserted, *edit.remove(document.source, steps, second[1])), safe=False
    )
