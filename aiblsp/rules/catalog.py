"""What is known of each rule without importing it; written by `python -m aiblsp.rules`."""
# fmt: off

from __future__ import annotations

from typing import Final

from aiblsp.rule import ERROR, HINT, INFO, WARNING, Rule

RULES: Final[tuple[Rule, ...]] = (
    Rule("document-kind-unrecognized", WARNING, "Document", section="document", title="The file holds no image template", rows=("document-kind-unrecognized",), default=False, anywhere=True),
    Rule("enum-value-casing", ERROR, "Mismatch", section="envelope", title="A value in the wrong letter case", types=("enum-casing", "type-casing"), rows=("enum-value-casing",), fixes=True),
    Rule("enum-value-invalid", ERROR, "Mismatch", section="envelope", title="A value that is not among the allowed ones", types=("enum", "type-unknown"), rows=("enum-value-invalid", "source-type-unknown", "customizer-type-unknown", "distribute-type-unknown", "validator-type-unknown"), fixes=True),
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
    Rule("json-comment-in-raw-body", WARNING, "Document", section="document", title="A comment in a bare resource body", rows=("json-comment-in-raw-body",), fixes=True),
    Rule("json-duplicate-key", WARNING, "Problem", section="document", title="The same name twice in one object", types=("duplicate-key",), rows=("json-duplicate-key",), fixes=True),
    Rule("json-file-encoding", WARNING, "Document", section="document", title="The file is not plain UTF-8", rows=("json-file-encoding",)),
    Rule("json-suspicious-escape", WARNING, "Step", section="document", title="A backslash in a path that JSON takes for an escape", has=("destination", "sourceUri", "inline", "restartCommand", "restartCheckCommand"), rows=("json-suspicious-escape",), fixes=True),
    Rule("json-syntax-error", ERROR, "Problem", section="document", title="The text is not valid JSON", rows=("json-syntax-error",), fixes=True),
    Rule("json-trailing-comma", ERROR, "Problem", section="document", title="A comma before a closing bracket", types=("trailing-comma",), rows=("json-trailing-comma",), fixes=True),
    Rule("location-cloud-endpoint-mismatch", INFO, "Image", section="location", title="A storage endpoint of another Azure cloud", has=("location",), rows=("location-cloud-endpoint-mismatch",)),
    Rule("location-display-name", HINT, "Image", section="location", title="A region by its display name", has=("location",), rows=("location-display-name",), fixes=True),
    Rule("location-localized-display-name", ERROR, "Image", section="location", title="A translated name of a region", rows=("location-localized-display-name",), fixes=True),
    Rule("location-missing", ERROR, "Mismatch", section="location", title="An image template without a location", types=("missing",), at=("location",), rows=("location-missing",)),
    Rule("location-preview-region", INFO, "Image", section="location", title="A region where Image Builder is a preview", has=("location",), rows=("location-preview-region",)),
    Rule("location-unknown", ERROR, "Image", section="location", title="A location that is no Azure region", has=("location",), rows=("location-unknown",), fixes=True),
    Rule("location-unsupported", WARNING, "Image", section="location", title="A region without Image Builder", has=("location",), rows=("location-unsupported",)),
    Rule("misplaced-property", ERROR, "Mismatch", section="envelope", title="A property at the wrong level", types=("misplaced",), rows=("misplaced-property",), fixes=True),
    Rule("property-casing", ERROR, "Mismatch", section="envelope", title="A property in the wrong letter case", types=("property-casing",), rows=("property-casing",), fixes=True),
    Rule("property-not-in-api-version", ERROR, "Mismatch", section="envelope", title="A property that the API version does not have yet", types=("not-in-version",), rows=("property-not-in-api-version",), fixes=True),
    Rule("property-of-another-type", ERROR, "Mismatch", section="envelope", title="A property that belongs to another type", types=("other-type",), rows=("property-of-another-type", "source-property-not-for-type", "customizer-property-not-for-type", "distribute-property-not-for-type"), fixes=True),
    Rule("property-removed-in-api-version", ERROR, "Mismatch", section="envelope", title="A property that the API version no longer has", types=("removed-in-version",), rows=("property-removed-in-api-version",), fixes=True),
    Rule("read-only-property-set", WARNING, "Mismatch", section="envelope", title="A property that only the service writes", types=("read-only",), rows=("read-only-property-set",), fixes=True),
    Rule("required-property-missing", ERROR, "Mismatch", section="envelope", title="A required property is missing", types=("missing", "type-missing"), rows=("required-property-missing", "source-type-missing", "customizer-type-missing", "distribute-type-missing")),
    Rule("resource-group-name-invalid", ERROR, "Image", section="document", title="A resource group name that Azure refuses", rows=("resource-group-name-invalid",)),
    Rule("resource-id-subscription-format", ERROR, "Image", section="document", title="A subscription in a resource ID that is not a GUID", rows=("resource-id-subscription-format",)),
    Rule("resource-id-whitespace", ERROR, "Image", section="document", title="A blank or an empty part in a resource ID", rows=("resource-id-whitespace",), fixes=True),
    Rule("section-wrong-container", ERROR, "Mismatch", section="envelope", title="An array where an object belongs, or the reverse", types=("wrong-container",), rows=("section-wrong-container",), fixes=True),
    Rule("type-not-in-api-version", ERROR, "Mismatch", section="envelope", title="A type that the API version does not have", types=("type-not-in-version",), rows=("type-not-in-api-version", "source-type-not-in-api-version", "customizer-type-not-in-api-version", "validator-file-not-in-api-version"), fixes=True),
    Rule("unknown-property", ERROR, "Mismatch", section="envelope", title="A property that does not exist", types=("unknown-property",), rows=("unknown-property",), fixes=True),
    Rule("unreplaced-placeholder", WARNING, "Image", section="document", title="A placeholder that was not replaced", rows=("unreplaced-placeholder",)),
    Rule("unused-suppression", WARNING, "Suppression", section="meta", title="A suppression that suppresses nothing", rows=("unused-suppression",), fixes=True),
    Rule("value-out-of-range", ERROR, "Mismatch", section="envelope", title="A number outside of the allowed range", types=("range",), rows=("value-out-of-range",)),
    Rule("value-type-mismatch", ERROR, "Mismatch", section="envelope", title="A value of the wrong JSON type", types=("wrong-type",), rows=("value-type-mismatch",), fixes=True),
)
