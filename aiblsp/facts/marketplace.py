"""Well-known marketplace images, for completion. Sources: the documentation's samples; newer ones: domain knowledge."""

from __future__ import annotations

from typing import Final

from aiblsp.record import dataclass


@dataclass(frozen=True, slots=True)
class MarketplaceImage:
    """The three names of an image and what it is."""

    publisher: str
    offer: str
    sku: str
    title: str


IMAGES: Final = tuple(
    MarketplaceImage(*row)
    for row in (
        ("Canonical", "ubuntu-24_04-lts", "server", "Ubuntu Server 24.04 LTS"),
        ("Canonical", "ubuntu-24_04-lts", "server-arm64", "Ubuntu Server 24.04 LTS, Arm64"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", "Ubuntu Server 22.04 LTS"),
        ("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-arm64", "Ubuntu Server 22.04 LTS, Arm64"),
        ("RedHat", "RHEL", "9-lvm-gen2", "Red Hat Enterprise Linux 9"),
        ("RedHat", "RHEL", "8-lvm-gen2", "Red Hat Enterprise Linux 8"),
        ("SUSE", "sles-15-sp5", "gen2", "SUSE Linux Enterprise Server 15 SP5"),
        ("Debian", "debian-12", "12-gen2", "Debian 12"),
        ("almalinux", "almalinux-x86_64", "9-gen2", "AlmaLinux 9"),
        ("Oracle", "Oracle-Linux", "ol89-lvm-gen2", "Oracle Linux 8.9"),
        ("MicrosoftCBLMariner", "cbl-mariner", "cbl-mariner-2-gen2", "Azure Linux 2"),
        ("MicrosoftWindowsServer", "WindowsServer", "2025-datacenter-g2", "Windows Server 2025"),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2", "Windows Server 2022"),
        (
            "MicrosoftWindowsServer",
            "WindowsServer",
            "2022-datacenter-azure-edition",
            "Windows Server 2022 Azure",
        ),
        ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-core-g2", "Windows Server 2022 Core"),
        (
            "MicrosoftWindowsServer",
            "WindowsServer",
            "2022-datacenter-smalldisk-g2",
            "Windows Server 2022, 30 GB",
        ),
        ("MicrosoftWindowsServer", "WindowsServer", "2019-datacenter-gensecond", "Windows Server 2019"),
        ("MicrosoftWindowsDesktop", "windows-11", "win11-24h2-avd", "Windows 11 multi-session 24H2"),
        ("MicrosoftWindowsDesktop", "windows-11", "win11-23h2-avd", "Windows 11 multi-session 23H2"),
        ("MicrosoftWindowsDesktop", "windows-11", "win11-23h2-ent", "Windows 11 Enterprise 23H2"),
        (
            "MicrosoftWindowsDesktop",
            "office-365",
            "win11-24h2-avd-m365",
            "Windows 11 24H2 with Microsoft 365",
        ),
        (
            "MicrosoftWindowsDesktop",
            "office-365",
            "win11-23h2-avd-m365",
            "Windows 11 23H2 with Microsoft 365",
        ),
    )
)


def publishers() -> tuple[str, ...]:
    """The publishers, each once."""
    return tuple(dict.fromkeys(image.publisher for image in IMAGES))


def offers(publisher: str | None) -> tuple[str, ...]:
    """The offers of a publisher; of all where it is not known."""
    return tuple(dict.fromkeys(image.offer for image in _matching(publisher, None)))


def skus(publisher: str | None, offer: str | None) -> tuple[MarketplaceImage, ...]:
    """The images of an offer; of all offers and publishers that are not known."""
    return _matching(publisher, offer)


def _matching(publisher: str | None, offer: str | None) -> tuple[MarketplaceImage, ...]:
    return tuple(
        image
        for image in IMAGES
        if (publisher is None or image.publisher.lower() == publisher.lower())
        and (offer is None or image.offer.lower() == offer.lower())
    )
