"""Client or server, and which server."""

from __future__ import annotations

import pytest

from aiblsp.facts.windows import is_server_2016, windows_kind


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "expected"),
    [
        ("MicrosoftWindowsDesktop", "office-365", "win11-23h2-avd-m365", "client"),
        ("microsoftwindowsserver", "WindowsServer", "2022-datacenter", "server"),
        ("microsoftwindowsserver", None, None, "server"),
        ("MicrosoftVisualStudio", "visualstudioplustools", "vs-2022-ent-general-win11-m365-gen2", "client"),
        ("MicrosoftVisualStudio", "visualstudio2022", "vs-2022-ent-latest-ws2022", "server"),
        ("MicrosoftSQLServer", "sql2019-ws2019", "standard", "server"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", None),
        (None, None, None, None),
    ],
)
def test_kind(publisher: str | None, offer: str | None, sku: str | None, expected: str | None) -> None:
    assert windows_kind(publisher, offer, sku) == expected


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "expected"),
    [
        ("MicrosoftWindowsServer", "WindowsServer", "2016-Datacenter", True),
        ("MicrosoftWindowsServer", "WindowsServer", "2016-datacenter-smalldisk", True),
        ("MicrosoftSQLServer", "SQL2016SP2-WS2016", "Standard", True),
        ("MicrosoftWindowsServer", "WindowsServer", "2019-Datacenter", False),
        ("MicrosoftSQLServer", "sql2016sp3-ws2019", "standard", False),
        (None, None, None, False),
    ],
)
def test_server_2016(publisher: str | None, offer: str | None, sku: str | None, expected: bool) -> None:
    assert is_server_2016(publisher, offer, sku) == expected
