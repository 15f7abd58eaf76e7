"""The API versions of Microsoft.VirtualMachineImages: which there are, and what the service does with each."""

from __future__ import annotations

import re
from typing import Final

from aiblsp.pattern import later

# Published ARM schemas and release notes; the order is the order in time.
VERSIONS: Final = (
    "2018-02-01-preview",
    "2019-02-01-preview",
    "2019-05-01-preview",
    "2020-02-14",
    "2021-10-01",
    "2022-02-14",
    "2022-07-01",
    "2023-07-01",
    "2024-02-01",
    "2025-10-01",
)
RETIRED: Final = ("2018-02-01-preview", "2019-02-01-preview")  # rejected since May 2020
PREVIEW: Final = "2019-05-01-preview"  # accepted, deprecated
NEWEST_DOCUMENTED: Final = "2024-02-01"
NEWEST: Final = VERSIONS[-1]
STRICT_SINCE: Final = "2024-02-01"  # from here on unknown and wrongly cased fields are rejected
VERSION: Final = later(r"\d{4}-\d{2}-\d{2}(?:-preview)?", re.ASCII | re.IGNORECASE)  # what one looks like
