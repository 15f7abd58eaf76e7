"""Azure resource IDs: taking them apart, and why one is not the kind of ID that a property wants.

Sources: the reference's ID formats, the naming rules for Azure resources, the REST specification's patterns. Letters
compare without case, as Azure does (`resourcegroups` is common). Text with a placeholder or pipeline token is never
wrong. Spans are indexes into the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, get_args

from aiblsp.facts import names
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

IdKind = Literal["identity", "subnet", "managed-image", "gallery-target", "gallery-source", "resource-group"]
KINDS: Final[tuple[IdKind, ...]] = get_args(IdKind)
Reason = Literal[
    "whitespace",  # a blank, an empty segment or a slash at the end
    "subscription",  # no GUID after /subscriptions/
    "group",  # a resource group name that Azure refuses
    "shape",  # no resource ID, another kind of resource, parts missing, or too many parts
    "name",  # the name of the resource (or of a parent) breaks its naming rule
    "version",  # the version of a gallery image
]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of an ID between slashes."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResourceId:
    """A resource ID taken apart. A part that is not there is None or missing from its tuple.

    root      "subscriptions", "sharedgalleries" or "communitygalleries"
    types     the type segments after the provider: galleries, images, versions
    names     the names that belong to them, in the same order
    """

    text: str
    root: str
    subscription: Segment | None
    group: Segment | None
    provider: Segment | None
    types: tuple[Segment, ...]
    names: tuple[Segment, ...]

    @property
    def type(self) -> str | None:
        """The full type in lower case, such as microsoft.compute/galleries/images; None without a provider."""
        if self.provider is None:
            return None
        return "/".join([self.provider.text, *(part.text for part in self.types)]).lower()

    @property
    def name(self) -> str | None:
        """The last name: of the resource itself, or of the resource group where that is all."""
        if self.names:
            return self.names[-1].text
        return self.group.text if self.group is not None and self.provider is None else None

    def named(self, type_name: str) -> Segment | None:
        """The name that follows a type segment, such as the gallery's for "galleries"."""
        for part, name in zip(self.types, self.names, strict=False):
            if part.text.lower() == type_name.lower():
                return name
        return None

    @property
    def key(self) -> str:
        """What to compare two IDs by."""
        return self.text.strip().rstrip("/").lower()


@dataclass(frozen=True, slots=True)
class IdProblem:
    """Why a text is not the ID it should be: a reason to choose by, a clause for the user, and where."""

    reason: Reason
    message: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """The message as the start of a sentence."""
        return self.message[:1].upper() + self.message[1:]


_PLACEHOLDER_MARKS: Final = ("<", ">", "{", "}", "$(", "#{", "__", "%")
_GUID: Final = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def has_placeholder(text: str) -> bool:
    """Whether the text holds something to be replaced before use: `<name>`, `{name}`, `$(name)`, `__name__`."""
    return any(mark in text for mark in _PLACEHOLDER_MARKS)


@lru_cache(maxsize=1024)  # a dozen rules ask about the same few
def parse_resource_id(text: str) -> ResourceId | None:
    """Take an ID apart; None where the text does not start like one. Missing and surplus parts are borne."""
    parts = _segments(text)
    if len(parts) < 2 or parts[0].text != "":
        return None
    root = parts[1].text.lower()
    if root in ("sharedgalleries", "communitygalleries"):
        return ResourceId(text, root, None, None, None, tuple(parts[1::2]), tuple(parts[2::2]))
    if root != "subscriptions":
        return None
    rest = parts[3:]
    group = None
    if rest and rest[0].text.lower() == "resourcegroups":
        group = rest[1] if len(rest) > 1 else None
        rest = rest[2:]
    provider = None
    if rest and rest[0].text.lower() == "providers":
        provider = rest[1] if len(rest) > 1 else None
        rest = rest[2:]
    subscription = parts[2] if len(parts) > 2 else None
    return ResourceId(text, root, subscription, group, provider, tuple(rest[::2]), tuple(rest[1::2]))


def whitespace_problem(text: str) -> IdProblem | None:
    """A blank, an empty segment or a slash at the end of an ID; None for clean text and for text that is no ID."""
    if not text.lstrip().lower().startswith(("/subscriptions/", "/sharedgalleries/")) or has_placeholder(text):
        return None
    blank = re.search(r"\s+", text)
    if blank is not None:
        return IdProblem("whitespace", "contains a blank", blank.start(), blank.end())
    double = text.find("//")
    if double >= 0:
        return IdProblem("whitespace", "has an empty part between two slashes", double, double + 2)
    if text.endswith("/"):
        return IdProblem("whitespace", "ends with a slash", len(text) - 1, len(text))
    return None


def subscription_problem(parsed: ResourceId) -> IdProblem | None:
    """A subscription that is not a GUID."""
    part = parsed.subscription
    if part is None or has_placeholder(part.text) or re.fullmatch(_GUID, part.text):
        return None
    return IdProblem("subscription", f"the subscription `{names.short(part.text)}` is not a GUID", part.start, part.end)


def group_problem(parsed: ResourceId) -> IdProblem | None:
    """A resource group name that Azure refuses."""
    part = parsed.group
    if part is None or has_placeholder(part.text):
        return None
    reason = names.group_name_problem(part.text)
    return None if reason is None else IdProblem("group", reason, part.start, part.end)


@lru_cache(maxsize=1024)
def general_problems(text: str) -> tuple[IdProblem, ...]:
    """What is wrong with an ID of whatever kind: blanks and empty parts, else its subscription and resource group.

    None of it for a text that does not start like an ID.
    """
    blank = whitespace_problem(text)
    if blank is not None:
        return (blank,)
    parsed = parse_resource_id(text)
    found = () if parsed is None else (subscription_problem(parsed), group_problem(parsed))
    return tuple(problem for problem in found if problem is not None)


@lru_cache(maxsize=1024)
def check_id(kind: IdKind, text: str) -> IdProblem | None:
    """Why `text` is not an ID of this kind; None where it is one, or cannot be judged.

    What is wrong with the whole is told before what is wrong with a part, so a caller that speaks of "shape" only, and
    leaves blanks, subscriptions and groups to others, misses nothing.
    """
    if has_placeholder(text):
        return None
    problem = whitespace_problem(text)
    if problem is not None:
        return problem
    parsed = parse_resource_id(text)
    if parsed is None:
        return IdProblem("shape", _not_an_id(text), 0, len(text))
    if parsed.root == "sharedgalleries" and kind == "gallery-source":
        return _check_shared(parsed)
    return _check_shape(kind, parsed) or subscription_problem(parsed) or group_problem(parsed) or _names(kind, parsed)


def _segments(text: str) -> list[Segment]:
    found = []
    start = 0
    for part in text.split("/"):
        found.append(Segment(part, start, start + len(part)))
        start += len(part) + 1
    return found


def _not_an_id(text: str) -> str:
    if not text.strip():
        return "is empty"
    if re.fullmatch(_GUID, text):
        return "is a GUID, not a resource ID"
    if "://" in text:
        return "is a URL, not a resource ID"
    if text.lower().startswith("subscriptions/"):
        return "lacks the slash at its start"
    if "/" not in text:
        return "is a name, not a resource ID"
    return "is not a resource ID"


_TYPES: Final[dict[IdKind, tuple[str, ...]]] = {
    "identity": ("Microsoft.ManagedIdentity/userAssignedIdentities",),
    "subnet": ("Microsoft.Network/virtualNetworks/subnets",),
    "managed-image": ("Microsoft.Compute/images",),
    "gallery-target": ("Microsoft.Compute/galleries/images", "Microsoft.Compute/galleries/images/versions"),
    "gallery-source": ("Microsoft.Compute/galleries/images/versions",),
    "resource-group": (),
}
# What the user would call the resource that an ID names.
_NOUNS: Final = {
    "microsoft.compute/images": "a managed image",
    "microsoft.compute/galleries": "a gallery",
    "microsoft.compute/galleries/images": "an image definition without a version",
    "microsoft.compute/galleries/images/versions": "a gallery image version",
    "microsoft.compute/virtualmachines": "a virtual machine",
    "microsoft.compute/disks": "a disk",
    "microsoft.compute/snapshots": "a snapshot",
    "microsoft.network/virtualnetworks": "a virtual network without a subnet",
    "microsoft.network/virtualnetworks/subnets": "a subnet",
    "microsoft.managedidentity/userassignedidentities": "a user-assigned identity",
    "microsoft.storage/storageaccounts": "a storage account",
}


def _check_shape(kind: IdKind, parsed: ResourceId) -> IdProblem | None:
    """Whether all parts are there, in the right order and of the right types."""
    end = len(parsed.text)
    if parsed.root != "subscriptions":
        return IdProblem("shape", "must start with `/subscriptions/`", 0, end)
    if parsed.subscription is None or parsed.group is None:
        return IdProblem("shape", "names no resource group", 0, end)
    if kind == "resource-group":
        if parsed.provider is None and not parsed.types:
            return None
        return IdProblem("shape", "goes on after the resource group", parsed.group.end, end)
    wanted = _TYPES[kind]
    if parsed.provider is None:
        return IdProblem("shape", "names no resource below the resource group", parsed.group.start, end)
    actual = parsed.type or ""
    if actual not in (name.lower() for name in wanted):
        noun = _NOUNS.get(actual) or f"a `{names.short(actual)}`"
        return IdProblem("shape", f"is the ID of {noun}", parsed.provider.start, end)
    if len(parsed.names) < len(parsed.types):
        last = parsed.types[-1]
        return IdProblem("shape", f"ends after `{names.short(last.text)}` without a name", last.start, end)
    return None


def _check_shared(parsed: ResourceId) -> IdProblem | None:
    types = [part.text.lower() for part in parsed.types]
    if types != ["sharedgalleries", "images", "versions"] or len(parsed.names) != 3:
        message = "must read `/sharedGalleries/<unique name>/images/<definition>/versions/<version>`"
        return IdProblem("shape", message, 0, len(parsed.text))
    return _version(parsed.names[2], latest=True)


def _names(kind: IdKind, parsed: ResourceId) -> IdProblem | None:
    for type_name, check in _NAME_RULES.get(kind, ()):
        part = parsed.named(type_name)
        reason = None if part is None else check(part.text)
        if part is not None and reason is not None:
            return IdProblem("name", reason, part.start, part.end)
    version = parsed.named("versions")
    return None if version is None else _version(version, latest=kind == "gallery-source")


def _version(part: Segment, *, latest: bool) -> IdProblem | None:
    if latest and part.text.lower() == "latest":
        return None
    reason = names.version_problem(part.text)
    return None if reason is None else IdProblem("version", reason, part.start, part.end)


_NAME_RULES: Final[dict[IdKind, tuple[tuple[str, Callable[[str], str | None]], ...]]] = {
    "identity": (("userAssignedIdentities", names.identity_name_problem),),
    "subnet": (("virtualNetworks", names.network_name_problem), ("subnets", names.subnet_name_problem)),
    "managed-image": (("images", names.image_name_problem),),
    "gallery-target": (("galleries", names.gallery_name_problem), ("images", names.definition_name_problem)),
    "gallery-source": (("galleries", names.gallery_name_problem), ("images", names.definition_name_problem)),
}
