"""Templates with defects, and what the contract check says of them."""

from __future__ import annotations

from typing import Any

from aiblsp.facts.versions import VERSIONS
from tests.schema.templates import DEFINITION, LEAST, SOURCE

NEWEST = VERSIONS[-1]
TYPE = "Microsoft.VirtualMachineImages/imageTemplates"
ALL_STEPS = "Shell | PowerShell | WindowsRestart | WindowsUpdate | File"


def properties(**members: Any) -> dict[str, Any]:
    return {**LEAST, "properties": {**LEAST["properties"], **members}}


CASES: list[tuple[str, dict[str, Any] | str, str | None, list[str]]] = [
    # (what, body, version, findings)
    (
        "a misspelt property names the nearest one",
        properties(vmProfle={}),
        NEWEST,
        ["unknown-property properties.vmProfle, suggestion vmProfile"],
    ),
    (
        "a misspelt required property is not missing, too",
        properties(distribute=[{"type": "VHD", "runOutputNam": "a"}]),
        NEWEST,
        ["unknown-property properties.distribute[]<VHD>.runOutputNam, suggestion runOutputName"],
    ),
    (
        "a name that is like nothing has no suggestion",
        properties(zebra=1),
        NEWEST,
        ["unknown-property properties.zebra"],
    ),
    (
        "a name seen in the wild",
        properties(distribute=[{"type": "VHD", "runOutputName": "a", "aritfactTags": {}, "tags": {}}]),
        NEWEST,
        [
            "unknown-property properties.distribute[]<VHD>.aritfactTags, suggestion artifactTags",
            "unknown-property properties.distribute[]<VHD>.tags, suggestion artifactTags",
        ],
    ),
    (
        "letter case of a property; its value is looked at all the same",
        properties(vmProfile={"VMSize": 5}),
        NEWEST,
        [
            "property-casing properties.vmProfile.vmSize, found VMSize, expected vmSize",
            "wrong-type properties.vmProfile.vmSize, found number, expected string",
        ],
    ),
    (
        "a property at the wrong level",
        properties(vmSize="Standard_D2s_v5"),
        NEWEST,
        ["misplaced properties.vmSize, expected properties.vmProfile.vmSize"],
    ),
    (
        "what is misplaced is not missing elsewhere",
        {
            **LEAST,
            "type": TYPE,
            "source": SOURCE,
            "properties": {"distribute": [{"type": "VHD", "runOutputName": "a"}]},
        },
        NEWEST,
        ["misplaced source, expected properties.source"],
    ),
    (
        "a misplaced property that came later",
        properties(vmProfile={"proxyVmSize": "Standard_A1_v2"}),
        "2020-02-14",
        [
            "misplaced properties.vmProfile.proxyVmSize, expected properties.vmProfile.vnetConfig.proxyVmSize, "
            "since 2021-10-01"
        ],
    ),
    (
        "a common name proves nothing",
        properties(vmProfile={"name": "a", "state": "b"}),
        NEWEST,
        ["unknown-property properties.vmProfile.name", "unknown-property properties.vmProfile.state"],
    ),
    (
        "a property of another type names the types that have it",
        properties(customize=[{"type": "Shell", "runElevated": True, "destination": "/tmp/a"}]),
        NEWEST,
        [
            "other-type properties.customize[]<Shell>.runElevated, expected PowerShell",
            "other-type properties.customize[]<Shell>.destination, expected File",
        ],
    ),
    (
        "a property of another type that has a counterpart here",
        properties(customize=[{"type": "File", "scriptUri": "https://example.com/a", "destination": "/tmp/a"}]),
        NEWEST,
        ["other-type properties.customize[]<File>.scriptUri, expected Shell | PowerShell, suggestion sourceUri"],
    ),
    (
        "a property of a later version",
        properties(validate={"zebra": 1}, autoRun={"state": "On"}),
        "2021-10-01",
        [
            "not-in-version properties.validate, since 2022-02-14",
            "not-in-version properties.autoRun, since 2024-02-01",
        ],
    ),
    (
        "a property of an earlier version",
        properties(customize=[{"type": "Shell", "script": "https://example.com/a"}]),
        NEWEST,
        ["removed-in-version properties.customize[]<Shell>.script, suggestion scriptUri, until 2019-02-01-preview"],
    ),
    (
        "containers",
        properties(customize={}, validate=[], distribute=[{"type": "VHD", "runOutputName": "a", "artifactTags": "x"}]),
        NEWEST,
        [
            "wrong-container properties.distribute[].artifactTags, found string, expected object",
            "wrong-container properties.customize, found object, expected array",
            "wrong-container properties.validate, found array, expected object",
        ],
    ),
    (
        "a string where an array belongs",
        properties(customize=[{"type": "Shell", "inline": "echo hi"}]),
        NEWEST,
        ["wrong-container properties.customize[]<Shell>.inline, found string, expected array"],
    ),
    (
        "types",
        properties(
            customize=[{"type": "PowerShell", "runElevated": "true", "validExitCodes": ["0", 1.5, 2.0], "inline": [1]}],
            vmProfile={"vmSize": {}, "osDiskSizeGB": "5"},
        ),
        NEWEST,
        [
            "wrong-type properties.customize[]<PowerShell>.runElevated, found string, expected boolean",
            "wrong-type properties.customize[]<PowerShell>.validExitCodes[], found string, expected integer",
            "wrong-type properties.customize[]<PowerShell>.validExitCodes[], found number, expected integer",
            "wrong-type properties.customize[]<PowerShell>.inline[], found number, expected string",
            "wrong-type properties.vmProfile.vmSize, found object, expected string",
            "wrong-type properties.vmProfile.osDiskSizeGB, found string, expected integer",
        ],
    ),
    (
        "ranges",
        properties(buildTimeoutInMinutes=961, vmProfile={"osDiskSizeGB": -1}),
        NEWEST,
        [
            "range properties.buildTimeoutInMinutes, expected 0 | 960",
            "range properties.vmProfile.osDiskSizeGB, expected 0 | ",
        ],
    ),
    (
        "enumerations, closed and open",
        properties(
            autoRun={"state": "On"}, errorHandling={"onCustomizerError": "Cleanup", "onValidationError": "abrt"}
        ),
        NEWEST,
        [
            "enum properties.autoRun.state, found On, expected Enabled | Disabled",
            "enum-casing properties.errorHandling.onCustomizerError, found Cleanup, expected cleanup (open)",
            "enum properties.errorHandling.onValidationError, found abrt, expected cleanup | abort, "
            "suggestion abort (open)",
        ],
    ),
    (
        "a value of a later version",
        properties(
            distribute=[
                {
                    "type": "SharedImage",
                    "runOutputName": "a",
                    "galleryImageId": DEFINITION,
                    "replicationRegions": ["westus2"],
                    "storageAccountType": "Premium_LRS",
                }
            ]
        ),
        "2020-02-14",
        [
            "enum properties.distribute[]<SharedImage>.storageAccountType, found Premium_LRS, "
            "expected Standard_LRS | Standard_ZRS, since 2022-07-01 (open)"
        ],
    ),
    (
        "no type: the object is looked at as the one type that fits",
        properties(customize=[{"runElevated": "x"}, {"name": "a"}]),
        NEWEST,
        [
            f"type-missing properties.customize[].type, expected {ALL_STEPS}",
            "wrong-type properties.customize[]<PowerShell>.runElevated, found string, expected boolean",
            f"type-missing properties.customize[].type, expected {ALL_STEPS}",
        ],
    ),
    (
        "a wrong type is one finding",
        properties(source={"type": "PlatfromImage", "publisher": "a"}, customize=[{"type": "Zebra", "inlin": []}]),
        NEWEST,
        [
            "type-unknown properties.source.type, found PlatfromImage, "
            "expected PlatformImage | ManagedImage | SharedImageVersion, suggestion PlatformImage",
            f"type-unknown properties.customize[].type, found Zebra, expected {ALL_STEPS}",
        ],
    ),
    (
        "letter case of a type; the object is looked at as that type",
        properties(distribute=[{"type": "managedImage", "runOutputName": "a", "location": "westus2"}]),
        None,
        [
            "type-casing properties.distribute[].type, found managedImage, expected ManagedImage",
            "missing properties.distribute[]<ManagedImage>.imageId",
        ],
    ),
    (
        "a type of a later version, and one of an earlier",
        properties(customize=[{"type": "WindowsUpdate", "zebra": 1}], source={"type": "ISO", "sourceUri": "x"}),
        "2019-05-01-preview",
        [
            "missing properties.source<ISO>.sha256Checksum",
            "type-not-in-version properties.customize[].type, found WindowsUpdate, "
            "expected Shell | PowerShell | WindowsRestart | File, since 2020-02-14",
        ],
    ),
    (
        "a type that is gone",
        properties(source={"type": "ISO", "sourceUri": "x"}),
        "2020-02-14",
        [
            "type-not-in-version properties.source.type, found ISO, "
            "expected PlatformImage | ManagedImage | SharedImageVersion, until 2019-05-01-preview"
        ],
    ),
    (
        "a type that is not a string",
        properties(customize=[{"type": 5, "restartTimeout": "5m"}]),
        NEWEST,
        ["wrong-type properties.customize[].type, found number, expected string"],
    ),
    (
        "patterns by version",
        properties(distribute=[{"type": "VHD", "runOutputName": "a b"}]),
        NEWEST,
        ["pattern properties.distribute[].runOutputName, found a b, expected ^[A-Za-z0-9-_.]{1,64}$"],
    ),
    (
        "read-only properties",
        {**LEAST, "systemData": {}, "properties": {**LEAST["properties"], "provisioningState": "zebra"}},
        NEWEST,
        ["read-only properties.provisioningState", "read-only systemData"],
    ),
    (
        "required properties by version",
        {"location": "westus2", "properties": {"source": SOURCE}},
        "2020-02-14",
        ["missing properties.distribute", "missing identity"],
    ),
    (
        "identity is not required in the preview, so not in any version",
        {"location": "westus2", "properties": {**LEAST["properties"]}},
        None,
        [],
    ),
    (
        "null is absent",
        properties(distribute=[{"type": "VHD", "runOutputName": None, "uri": None, "zebra": None}], vmProfile=None),
        NEWEST,
        ["missing properties.distribute[]<VHD>.runOutputName"],
    ),
    (
        "what belongs around a bare body",
        {**LEAST, "$schema": "a", "name": "a", "type": "b", "apiVersion": "c", "dependsOn": [], "metadata": {}},
        NEWEST,
        [],
    ),
    (
        "replicationRegions is required up to 2022-02-14",
        properties(distribute=[{"type": "SharedImage", "runOutputName": "a", "galleryImageId": DEFINITION}]),
        "2022-02-14",
        ["missing properties.distribute[]<SharedImage>.replicationRegions"],
    ),
    (
        "and not after",
        properties(distribute=[{"type": "SharedImage", "runOutputName": "a", "galleryImageId": DEFINITION}]),
        "2022-07-01",
        [],
    ),
    (
        "a version that nobody has published counts as any",
        properties(additionalDataDisks=[]),
        "2021-02-14",
        [],
    ),
    (
        "a version newer than the contract may have anything, but not typing mistakes",
        properties(zebra=1, vmProfle={}, autoRun={"state": "Auto"}),
        "2099-01-01",
        ["unknown-property properties.vmProfle, suggestion vmProfile"],
    ),
]
