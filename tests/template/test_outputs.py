"""Names for run outputs: free, accepted by the service, and different from each other."""

from __future__ import annotations

from typing import Any

import pytest

from aiblsp.template.outputs import is_output_name, suggested_names
from tests.template.look import image, read

GALLERY = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries"


def names(*targets: dict[str, Any]) -> list[str]:
    (found,) = read(image({"distribute": [{"type": "VHD", **target} for target in targets]})).images
    return list(suggested_names(found).values())


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([{"runOutputName": "good"}], []),
        ([{}], ["vhd"]),
        ([{}, {}, {"runOutputName": "VHD"}], ["vhd-2", "vhd-3"]),
        ([{"type": "SharedImage", "galleryImageId": f"{GALLERY}/g/images/base/versions/1.0.0"}], ["base"]),
        ([{"type": "SharedImage", "galleryImageId": "[parameters('id')]"}], ["sharedimage"]),
        ([{"type": None}], ["output"]),
        ([{"runOutputName": "a b/c"}], ["a-b-c"]),
        ([{"runOutputName": "///"}], ["output"]),
        ([{"runOutputName": ""}], ["output"]),
        ([{"runOutputName": "x" * 65}], ["x" * 64]),
        ([{"runOutputName": "x" * 64}, {"runOutputName": "X" * 64}], ["X" * 62 + "-2"]),
        ([{"runOutputName": "a"}, {"runOutputName": "A"}, {"runOutputName": "a"}], ["A-2", "a-3"]),
        ([{"runOutputName": "<name>"}, {"runOutputName": "<name>"}], []),
    ],
)
def test_names_are_free(targets: list[dict[str, Any]], expected: list[str]) -> None:
    assert names(*targets) == expected


@pytest.mark.parametrize(("version", "accepted"), [("2019-02-01-preview", False), ("2024-02-01", True)])
def test_periods_came_later(version: str, accepted: bool) -> None:
    (found,) = read(image({}, apiVersion=version)).images
    assert is_output_name("a.b", found) is accepted
    assert is_output_name("a-b_c", found)
    assert not is_output_name("a b", found)
