"""What a written value means: a region, an API version, a VM size, a duration, a resource ID, a placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import durations, ids, regions, sizes, versions
from aiblsp.facts.lifecycle import end_of_life
from aiblsp.features.hints import in_words
from aiblsp.features.page import Page, quoted
from aiblsp.features.words import word
from aiblsp.template.placeholders import placeholder_in

if TYPE_CHECKING:
    from aiblsp.template.model import Image

_REGIONS = ("location", "replicationRegions[]", "targetRegions[].name")
_SIZES = ("vmSize", "proxyVmSize")


def about_value(page: Page, text: str, path: str, image: Image | None, language: str) -> Page:
    """Add what is known of a text at a place of the contract; nothing where it is just a text."""
    if placeholder_in(text) is not None:
        return page.title(word("placeholder", language), quoted(text)).text(word("placeholder-text", language))
    if path.endswith(_REGIONS):
        return _region(page, text, language)
    if path == "apiVersion":
        return _api_version(page, text, language)
    if path.endswith(_SIZES):
        return _size(page, text, language)
    if path.endswith("restartTimeout"):
        seconds = durations.seconds(text)
        return page.title(word("duration", language), in_words(seconds)) if seconds is not None else page
    if path.endswith((".publisher", ".offer", ".sku")) and image is not None:
        return _marketplace(page, image, language)
    return _resource_id(page, text, language)


def _region(page: Page, text: str, language: str) -> Page:
    region = regions.find(text)
    if region is None:
        return page
    chinese = region.chinese[0] if region.chinese and language == "zh-cn" else region.display
    page.title(region.name, f"{word('region', language)} · {chinese}")
    page.text(word("region-supported" if region.supported else "region-unsupported", language))
    if region.feature is not None:
        page.text(word("region-preview", language, f"Microsoft.VirtualMachineImages/{region.feature}"))
    if region.zones:
        page.text(word("region-zones", language))
    if region.cloud != "public":
        page.fact(word("cloud", language), {"usgov": "Azure Government", "china": "Azure China"}[region.cloud])
    return page


def _api_version(page: Page, text: str, language: str) -> Page:
    page.title(text if text in versions.VERSIONS else quoted(text), word("api-version", language))
    if text not in versions.VERSIONS:
        return page.text(word("api-unknown", language))
    status = "api-stable"
    if text in versions.RETIRED:
        status = "api-retired"
    elif text == versions.PREVIEW:
        status = "api-preview"
    page.text(word(status, language))
    if text == versions.NEWEST_DOCUMENTED:
        page.text(word("api-newest", language))
    return page.text(word("api-strict" if text >= versions.STRICT_SINCE else "api-lenient", language))


def _size(page: Page, text: str, language: str) -> Page:
    size = sizes.parse(text)
    if size is None:
        return page
    page.title(text, word("vm-size", language))
    page.fact(word("vcpus", language), str(size.vcpus))
    able = sizes.boots(size)
    if able is not None:
        page.fact(word("generation", language), ", ".join(["1"] * able.gen1 + ["2"] * able.gen2))
    date = sizes.retirement(size)
    return page.text(word("retires", language, date)) if date is not None else page


def _marketplace(page: Page, image: Image, language: str) -> Page:
    source = image.source
    if source is None:
        return page
    names = [source.value(name) for name in ("publisher", "offer", "sku")]
    if image.os_family is not None:
        page.title(word("image", language), image.os_family)
    ends = end_of_life(*names)
    if ends is not None:
        page.text(f"{ends.product}: {word('support-ends', language, ends.date)}")
    return page


def _resource_id(page: Page, text: str, language: str) -> Page:
    parsed = ids.parse_resource_id(text)
    if parsed is None:
        return page
    page.title(word("resource-id", language), quoted(parsed.name or text))
    if parsed.provider is not None:
        kinds = "/".join([parsed.provider.text, *(part.text for part in parsed.types)])
        page.fact(word("provider", language), quoted(kinds))
    if parsed.subscription is not None:
        page.fact(word("subscription", language), quoted(parsed.subscription.text))
    if parsed.group is not None:
        page.fact(word("group", language), quoted(parsed.group.text))
    for kind, name in zip(parsed.types, parsed.names, strict=False):
        page.fact(kind.text, quoted(name.text))
    return page
