"""Files in the home of the build user that nothing uses during the build; root's home is another matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.privilege import root_shell
from aiblsp.script.writes import writes

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_HOMES = ("~/", "$HOME/", "${HOME}/", "/home/packer/")
# Files that only matter to whoever logs in later.
_LOGIN = frozenset(
    (
        *(".bashrc", ".bash_profile", ".bash_login", ".bash_aliases", ".profile", ".zshrc", ".zprofile"),
        *(".vimrc", ".inputrc", ".tmux.conf", ".screenrc", ".ssh/authorized_keys"),
    )
)
_MOST = 50  # files to look up in all later steps
_ONLY_PREPARES = frozenset(("mkdir", "rm", "rmdir", "chmod"))


@rule(WARNING, types="Shell", words=("~/", "$home", "${home}", "/home/packer"))
def shell_writes_to_build_user_home(step: Step, document: Document) -> Findings:
    """A file in the home of the build user

    The user that the steps run as is deleted at the end of the build, with its home (`waagent -deprovision+user`). What a
    step leaves there is not in the image. Settings for all users belong in `/etc`, `/etc/skel` or `/etc/profile.d`.

    Files that the build itself uses are left alone.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "alias", "inline": ["echo 'alias ll=\\"ls -l\\"' >> ~/.bashrc"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "alias", "inline": ["echo 'alias ll=\\"ls -l\\"' | sudo tee /etc/profile.d/aliases.sh"]}]
    ```

    Source: default Linux deprovision command, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    """
    if step.where != "customize":
        return
    commands = step.commands
    looked_up = 0
    for command in commands:
        if command.name in _ONLY_PREPARES:
            continue
        for write in writes(command):
            home = next((home for home in _HOMES if write.path.startswith(home)), None)
            if home is None or (home != "/home/packer/" and root_shell(commands, command)):
                continue
            rest = write.path[len(home) :]
            if not rest or looked_up > _MOST:
                continue
            if rest not in _LOGIN:
                looked_up += 1
                if _used(step, command, rest):
                    continue
            node, part = step.locate(write.word)
            yield Finding(
                node,
                f"`{short(write.path)}` is in the home of the build user, which is deleted at the end of the build: "
                "it will not be in the image",
                part=part,
            )


def _used(step: Step, writer: Command, rest: str) -> bool:
    """Whether the build itself may use a path below the home: another command, in this or a later step, names it.

    Programs read hidden files without being told their names.
    """
    if rest.startswith(".") or not writer.sure or "$" in rest or "*" in rest:
        return True
    top = rest.split("/")[0]
    steps = step.image.customizers
    at = steps.index(step)
    for later in steps[at:]:
        if later.opaque:
            return True
        for command in later.commands:
            if command is writer or command.name in _ONLY_PREPARES:
                continue
            if any(top in word.text for word in command.words) or command.name in ("cd", "pushd", "popd"):
                return True
    return False
