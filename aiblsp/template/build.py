"""From a parsed file to the image templates in it. The entry to this room; the work is done in the other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.template.kinds import kind_of
from aiblsp.template.model import Image, Template
from aiblsp.template.reading import Reading
from aiblsp.template.resolve import Bare, resolve
from aiblsp.template.version import effective_version

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node, Tree
    from aiblsp.template.model import Options
    from aiblsp.text import Source


def build(source: Source, tree: Tree, options: Options) -> Template:
    """Find the image templates in a parsed file, with expressions evaluated. Never raises on its content."""
    root = tree.root
    kind = kind_of(root)
    template = Template(kind, root)
    if root is None or kind is None or kind == "parameters":
        return template
    reading = Reading(source.text, tree.problems)
    template.may_hold_placeholders = reading.may_hold_placeholders
    if kind == "deployment":
        _deployment(template, root, options, reading)
    else:
        body = resolve(root, Bare(reading))
        version = effective_version(body, options) if kind == "bare" else options.api_version
        template.images.append(Image(kind, root, body, version, configured_os=options.os_family))
    return template


def _deployment(template: Template, root: Node, options: Options, reading: Reading) -> None:
    # Here, so that a bare template does not load the expression language.
    from aiblsp.template.find import find
    from aiblsp.template.parameter_file import read_parameter_file

    read = (read_parameter_file(source) for source in options.parameters)
    template.parameter_files = tuple(file for file in read if file is not None)
    find(template, root, options, reading)
