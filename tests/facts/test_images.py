"""What marketplace names tell: the operating system, and silence where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from aiblsp.facts.images import os_family


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "family"),
    [
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2", "Windows"),
        ("microsoftwindowsserver", None, None, "Windows"),
        ("MicrosoftWindowsDesktop", "office-365", "win11-23h2-avd-m365", "Windows"),
        ("MicrosoftWindowsDesktop", "windows-ent-cpc", "win11-22h2-ent-cpc-m365", "Windows"),
        ("MicrosoftVisualStudio", "visualstudio2022", "vs-2022-ent-latest-ws2022", "Windows"),
        ("MicrosoftVisualStudio", "ubuntu-devbox", "gen2", "Linux"),
        ("MicrosoftVisualStudio", None, None, None),
        ("MicrosoftSQLServer", "sql2019-ws2022", "enterprise", "Windows"),
        ("MicrosoftSQLServer", "sql2019-ubuntu2004", "sqldev", "Linux"),
        ("MicrosoftSQLServer", "sql2019-rhel8", "sqldev", "Linux"),
        ("MicrosoftSQLServer", None, "sqldev", None),
        ("microsoft-dsvm", "dsvm-win-2019", "server-2019", "Windows"),
        ("microsoft-dsvm", "ubuntu-hpc", "2204", "Linux"),
        ("microsoft-dsvm", "linux-data-science-vm-ubuntu", "linuxdsvmubuntu", "Linux"),
        ("center-for-internet-security-inc", "cis-win-2019-stig", "cis-win-2019-stig", "Windows"),
        ("center-for-internet-security-inc", "cis-ubuntu", "cis-ubuntulinux2204-l1-gen2", "Linux"),
        ("center-for-internet-security-inc", None, None, None),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", "Linux"),
        ("Canonical", "UbuntuServer", None, "Linux"),
        ("Canonical", "WindowsServer", "2019-datacenter", None),  # there is no such image: a slip, but which?
        ("RedHat", "RHEL", "9-lvm-gen2", "Linux"),
        ("SUSE", "sles-15-sp5", "gen2", "Linux"),
        ("OpenLogic", "CentOS", "7_9", "Linux"),
        ("Oracle", "Oracle-Linux", "ol88-lvm-gen2", "Linux"),
        ("almalinux", "almalinux-x86_64", "9-gen2", "Linux"),
        ("resf", "rockylinux-x86_64", "9-base", "Linux"),
        ("kinvolk", "flatcar-container-linux-free", "stable-gen2", "Linux"),
        ("MicrosoftCBLMariner", "cbl-mariner", "cbl-mariner-2-gen2", "Linux"),
        ("cognosys", "centos-77-free", "centos-77-free", "Linux"),
        ("contoso", "appliance", "win2019", "Windows"),
        ("contoso", "appliance", "std", None),
        ("contoso", "windows-and-ubuntu", "std", None),
        (None, "WindowsServer", "2022-datacenter", "Windows"),
        (None, None, None, None),
        ("", "", "", None),
    ],
)
def test_os_family(publisher: str | None, offer: str | None, sku: str | None, family: str | None) -> None:
    assert os_family(publisher, offer, sku) == family


def test_publishers_of_the_reference(reference: dict[str, Any]) -> None:
    checked = 0
    for row in reference["publishers"]:
        if row["os"] not in ("Windows", "Linux"):
            continue
        for publisher in row["publisher"].split(" (")[0].split(","):
            if row["publisher"] == "MicrosoftVisualStudio":
                continue  # its offers decide
            checked += 1
            assert os_family(publisher.strip().rstrip("*"), None, None) == row["os"], publisher
    assert checked > 20
