"""What is known of each rule without importing it; written by `python -m aiblsp.rules`."""
# fmt: off

from __future__ import annotations

from typing import Final

from aiblsp.rule import ERROR, HINT, INFO, WARNING, Rule

RULES: Final[tuple[Rule, ...]] = (
    Rule("identity-array-instead-of-map", ERROR, "Mismatch", section="identity", title="Identities in an array where a map belongs", types=("wrong-container",), at=("identity.userAssignedIdentities",), rows=("identity-array-instead-of-map",), fixes=True),
    Rule("identity-id-format", ERROR, "Image", section="identity", title="An identity that is not named by its resource ID", has=("identity",), rows=("identity-id-format",)),
    Rule("identity-missing", ERROR, "Image", section="identity", title="An image template without an identity", rows=("identity-missing",)),
    Rule("identity-multiple", ERROR, "Image", section="identity", title="More than one identity", has=("identity",), rows=("identity-multiple",)),
    Rule("identity-name-invalid", WARNING, "Image", section="identity", title="An identity name that cannot exist", has=("identity",), rows=("identity-name-invalid",)),
    Rule("identity-null-entry", WARNING, "Image", section="identity", title="An identity entry that is null", has=("identity",), rows=("identity-null-entry",), fixes=True),
    Rule("identity-type-missing", ERROR, "Image", section="identity", title="An identity without its type", has=("identity",), rows=("identity-type-missing",), fixes=True),
    Rule("identity-type-none", ERROR, "Image", section="identity", title="An identity of type None", has=("identity",), since="2020-02-14", rows=("identity-type-none",)),
    Rule("identity-type-unsupported", ERROR, "Mismatch", section="identity", title="A type of identity that Image Builder does not support", types=("enum",), at=("identity.type",), rows=("identity-type-unsupported",)),
    Rule("identity-user-assigned-empty", ERROR, "Image", section="identity", title="A user-assigned identity that names none", has=("identity",), since="2020-02-14", rows=("identity-user-assigned-empty",)),
    Rule("identity-value-not-empty", WARNING, "Mismatch", section="identity", title="An identity entry that is not empty", types=("read-only", "wrong-container"), at=("identity.userAssignedIdentities.{key}", "identity.userAssignedIdentities.{key}.clientId", "identity.userAssignedIdentities.{key}.principalId"), rows=("identity-value-not-empty",), fixes=True),
    Rule("internal-error", ERROR, "Failure", section="meta", title="A rule of aiblsp failed on this file", rows=("internal-error",)),
    Rule("location-cloud-endpoint-mismatch", INFO, "Image", section="location", title="A storage endpoint of another Azure cloud", has=("location",), rows=("location-cloud-endpoint-mismatch",)),
    Rule("location-display-name", HINT, "Image", section="location", title="A region by its display name", has=("location",), rows=("location-display-name",), fixes=True),
    Rule("location-localized-display-name", ERROR, "Image", section="location", title="A translated name of a region", rows=("location-localized-display-name",), fixes=True),
    Rule("location-missing", ERROR, "Mismatch", section="location", title="An image template without a location", types=("missing",), at=("location",), rows=("location-missing",)),
    Rule("location-preview-region", INFO, "Image", section="location", title="A region where Image Builder is a preview", has=("location",), rows=("location-preview-region",)),
    Rule("location-unknown", ERROR, "Image", section="location", title="A location that is no Azure region", has=("location",), rows=("location-unknown",), fixes=True),
    Rule("location-unsupported", WARNING, "Image", section="location", title="A region without Image Builder", has=("location",), rows=("location-unsupported",)),
    Rule("unused-suppression", WARNING, "Suppression", section="meta", title="A suppression that suppresses nothing", rows=("unused-suppression",), fixes=True),
)
