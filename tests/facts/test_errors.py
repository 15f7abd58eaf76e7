"""Messages of the service lead to the rules that find their causes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aiblsp.facts.errors import CODES, ERRORS, EXIT_CODES, find


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Validation failed: 'ImageTemplate': Missing field 'identity'.", ["identity-missing"]),
        (
            "'ImageTemplate.properties.distribute[0]': Field 'distribute[0].type' has a bad value: ''",
            ["distribute-type-casing", "distribute-type-unknown"],
        ),
        (
            'Unmarshalling entity encountered error: json: unknown field \\"vmboot\\"',
            ["property-casing", "unknown-property"],
        ),
        ("'ImageTemplate.properties.source': Field 'imageId' has a bad value", ["managed-image-source-id-format"]),
        (
            "the selected VM size 'Basic_A1' cannot boot Hypervisor Generation '2'",
            ["vm-size-generation-mismatch"],
        ),
        ("'ImageTemplate.properties.distribute[0]': Field 'type' has a bad value: ''", ["distribute-type-casing"]),
        ('unknown field "aritfactTags"', ["property-casing", "unknown-property"]),
        ("The VM size Standard_D1_v2 cannot boot Hypervisor Generation 2", ["vm-size-generation-mismatch"]),
        (
            "The staging resource group specified cannot be associated with another image template, "
            "must be empty (no resources inside)",
            ["staging-rg-not-empty"],
        ),
        ('"provisioningErrorCode": "BadPIRSource"', ["platform-image-missing-field"]),
        (
            "Script exited with non-zero exit status: 3010. Allowed: [0]",
            ["powershell-installer-exit-codes"],
        ),
        ("exit code 2300218", ["inline-reboot-windows"]),
        ("3010", ["powershell-installer-exit-codes"]),
        (
            "[ERR] WinRM connection err: unknown error Post https://10.1.10.9:5986/wsman: context deadline exceeded",
            ["vnet-nsg-blocks-build"],
        ),
        ("PACKER ERR … Error: Context\n   deadline exceeded", ["build-timeout-vs-replication"]),
        ("Deprovisioning script [/tmp/DeprovisioningScript.sh] could not be found.", ["deprovision-script-deleted"]),
        ("All is well, took 3010 seconds", []),
        ("BadPIRSources are not a code", []),
        ("", []),
    ],
)
def test_find(text: str, rules: list[str]) -> None:
    found = find(text)
    assert list(found[0].rules[: len(rules)] if found else []) == rules


@pytest.mark.parametrize(
    "code", ["QuotaExceeded", "AuthorizationFailed", "LinkedAuthorizationFailed", "RequestDisallowedByPolicy"]
)
def test_codes_of_resource_manager(code: str) -> None:
    assert [error.shown for error in find(f"({code}) Operation could not be completed")] == [code]


def test_each_is_found_by_what_it_shows() -> None:
    for error in (*ERRORS, *CODES):
        assert error in find(error.shown.replace("…", "x")), error.shown
    for code in EXIT_CODES:
        assert code in find(f"exit code: {code.shown}")


def test_rules_are_in_the_catalogue() -> None:
    file = Path(__file__).parents[2] / ".." / "shared" / "reference" / "rules.json"
    if not file.exists():
        pytest.skip("no reference data beside the project")
    rows = json.loads(file.read_text(encoding="utf-8"))
    names = {row["name"] for row in rows}
    assert {rule for error in (*ERRORS, *CODES, *EXIT_CODES) for rule in error.rules} <= names


@pytest.mark.parametrize("unit", ["a", " ", "exit ", "exit code", "1", "'", "code 1"])
def test_long_text(unit: str) -> None:
    assert isinstance(find(unit * (100_000 // len(unit))), tuple)
