"""What marketplace names tell: the operating system, and silence where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from aiblsp.facts.images import (
    architecture,
    disk_size,
    gen2_sku,
    generation,
    likely_generation,
    needs_plan,
    os_family,
    security_type,
)
from aiblsp.facts.lifecycle import end_of_life
from aiblsp.facts.marketplace import IMAGES, offers, publishers, skus


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


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "certain", "likely"),
    [
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2", "V2", "V2"),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter", None, "V1"),
        ("MicrosoftWindowsServer", "WindowsServer", "2019-datacenter-gensecond", None, "V2"),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition", None, "V2"),
        ("MicrosoftWindowsDesktop", "windows-11", "win11-23h2-avd", "V2", "V2"),
        ("MicrosoftWindowsDesktop", "office-365", "win11-23h2-avd-m365", "V2", "V2"),
        ("MicrosoftWindowsDesktop", "Windows-10", "win10-22h2-avd", None, "V1"),
        ("MicrosoftWindowsDesktop", "Windows-10", "win10-22h2-avd-g2", "V2", "V2"),
        ("Canonical", "UbuntuServer", "18.04-LTS", "V1", "V1"),
        ("Canonical", "UbuntuServer", "18_04-lts-gen2", "V2", "V2"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", None, "V1"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-arm64", None, "V2"),
        ("Canonical", "ubuntu-24_04-lts", "server", None, "V2"),
        ("Canonical", "ubuntu-24_04-lts", "server-gen1", "V1", "V1"),
        ("RedHat", "RHEL", "8.2", None, None),
        ("RedHat", "RHEL", "8-lvm-gen2", "V2", "V2"),
        ("SUSE", "sles-15-sp5", "gen1", "V1", "V1"),
        (None, None, None, None, None),
    ],
)
def test_generation(
    publisher: str | None, offer: str | None, sku: str | None, certain: str | None, likely: str | None
) -> None:
    assert (generation(publisher, offer, sku), likely_generation(publisher, offer, sku)) == (certain, likely)


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "found"),
    [
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-arm64", "Arm64"),
        ("almalinux", "almalinux-arm", "9-arm-gen2", "Arm64"),
        ("MicrosoftWindowsDesktop", "windows11preview-arm64", "win11-22h2-ent", "Arm64"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", "x64"),
        ("Canonical", "0001-com-ubuntu-server-jammy", None, None),
        ("contoso", "charm", "harmony", None),
    ],
)
def test_architecture(publisher: str, offer: str, sku: str | None, found: str | None) -> None:
    assert architecture(publisher, offer, sku) == found


@pytest.mark.parametrize(
    ("offer", "sku", "found"),
    [
        ("0001-com-ubuntu-confidential-vm-jammy", "22_04-lts-cvm", "ConfidentialVM"),
        ("windows-cvm", "2022-datacenter-cvm", "ConfidentialVM"),
        ("0001-com-ubuntu-server-focal-tvm", "20_04-lts", "TrustedLaunch"),
        ("WindowsServer", "2022-datacenter-g2", None),
        (None, None, None),
    ],
)
def test_security_type(offer: str | None, sku: str | None, found: str | None) -> None:
    assert security_type(offer, sku) == found


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "needed"),
    [
        ("RedHat", "rhel-byos", "rhel-lvm88", True),
        ("RedHat", "RHEL", "9-lvm-gen2", False),
        ("RedHat", None, None, None),
        ("SUSE", "sles-15-sp5-byos", "gen2", True),
        ("SUSE", "sles-15-sp5", "gen2", False),
        ("kinvolk", None, None, True),
        ("center-for-internet-security-inc", "cis-ubuntu", "x", True),
        ("resf", "rockylinux-x86_64", "9-base", True),
        ("MicrosoftWindowsServer", "WindowsServer", None, False),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", False),
        ("Canonical", "0001-com-ubuntu-pro-jammy", "pro-22_04-lts", None),
        ("contoso", "appliance", "std", None),
        (None, None, None, None),
    ],
)
def test_needs_plan(publisher: str | None, offer: str | None, sku: str | None, needed: bool | None) -> None:
    assert needs_plan(publisher, offer, sku) is needed


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "size", "second"),
    [
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter", 127, "2022-datacenter-g2"),
        ("MicrosoftWindowsServer", "WindowsServer", "2019-datacenter", 127, "2019-datacenter-gensecond"),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-smalldisk-g2", 30, None),
        ("Canonical", "UbuntuServer", "18.04-LTS", 30, "18_04-lts-gen2"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", 30, "22_04-lts-gen2"),
        ("Canonical", "ubuntu-24_04-lts", "server-gen1", 30, "server"),
        ("RedHat", "RHEL", "9-lvm-gen2", 64, None),
        ("SUSE", "sles-15-sp5", "gen1", 30, "gen2"),
        ("contoso", "appliance", "std", None, None),
        (None, None, None, None, None),
    ],
)
def test_disk_size_and_second_generation(
    publisher: str | None, offer: str | None, sku: str | None, size: int | None, second: str | None
) -> None:
    assert (disk_size(publisher, offer, sku), gen2_sku(publisher, offer, sku)) == (size, second)


@pytest.mark.parametrize(
    ("publisher", "offer", "sku", "product", "date"),
    [
        ("Canonical", "UbuntuServer", "18.04-LTS", "Ubuntu 18.04", "2023-05-31"),
        ("Canonical", "0001-com-ubuntu-server-focal", "20_04-lts-gen2", "Ubuntu 20.04", "2025-05-31"),
        ("Canonical", "0001-com-ubuntu-server-focal", None, "Ubuntu 20.04", "2025-05-31"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", None, None),
        ("OpenLogic", "CentOS", "7_9-gen2", "CentOS 7", "2024-06-30"),
        ("OpenLogic", "CentOS-LVM", "8-lvm", "CentOS 8", "2021-12-31"),
        ("RedHat", "RHEL", "7-LVM", "RHEL 7", "2024-06-30"),
        ("RedHat", "RHEL", "78-gen2", "RHEL 7", "2024-06-30"),
        ("RedHat", "rhel-byos", "rhel-lvm79", "RHEL 7", "2024-06-30"),
        ("RedHat", "RHEL", "9-lvm-gen2", None, None),
        ("RedHat", "RHEL", "810-gen2", None, None),
        ("Debian", "debian-10", "10-gen2", "Debian 10", "2024-06-30"),
        ("Debian", "debian-12", "12-gen2", None, None),
        ("credativ", "Debian", "9", "Debian 9", "2022-06-30"),
        ("SUSE", "sles-12-sp4", "gen2", "SLES 12 SP4", "2020-06-30"),
        ("SUSE", "sles-15-sp5", "gen2", None, None),
        ("MicrosoftWindowsServer", "WindowsServer", "2012-R2-Datacenter", "Windows Server 2012 R2", "2023-10-10"),
        ("MicrosoftWindowsServer", "WindowsServer", "2016-datacenter", "Windows Server 2016", "2027-01-12"),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2", None, None),
        ("MicrosoftWindowsDesktop", "Windows-10", "20h2-evd", "Windows 10", "2025-10-14"),
        ("MicrosoftWindowsDesktop", "office-365", "win10-22h2-avd-m365-g2", "Windows 10", "2025-10-14"),
        ("MicrosoftWindowsDesktop", "Windows-10", "win10-21h2-entn-ltsc", None, None),
        ("MicrosoftWindowsDesktop", "windows-11", "win11-23h2-avd", None, None),
        ("CoreOS", "CoreOS", "Stable", "CoreOS", "2020-05-26"),
        (None, None, None, None, None),
    ],
)
def test_end_of_life(
    publisher: str | None, offer: str | None, sku: str | None, product: str | None, date: str | None
) -> None:
    found = end_of_life(publisher, offer, sku)
    assert (found.product if found else None, found.date if found else None) == (product, date)


def test_well_known_images_are_what_the_tables_say() -> None:
    for image in IMAGES:
        names = (image.publisher, image.offer, image.sku)
        assert os_family(*names) == ("Windows" if "Windows" in image.title else "Linux")
        assert likely_generation(*names) in ("V2", None)
        assert needs_plan(*names) in (False, None)
        assert end_of_life(*names) is None


def test_well_known_images_by_name() -> None:
    assert "Canonical" in publishers()
    assert offers("canonical") == ("ubuntu-24_04-lts", "0001-com-ubuntu-server-jammy")
    assert [image.sku for image in skus("RedHat", "rhel")] == ["9-lvm-gen2", "8-lvm-gen2"]
    assert len(skus(None, None)) == len(IMAGES)
