"""Which texts stand for something to be filled in."""

from __future__ import annotations

import pytest

from aiblsp.template.placeholders import is_open, placeholder_in

GROUP = "/subscriptions/<subscriptionID>/resourceGroups/rg"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<region>", "<region>"),
        ("<region where the gallery is deployed>", "<region where the gallery is deployed>"),
        ("<true false>", "<true false>"),
        ("<name", "<name"),
        ("<映像名称>", "<映像名称>"),
        (GROUP, "<subscriptionID>"),
        (GROUP.upper(), "<SUBSCRIPTIONID>"),
        ("/subscriptions/a/resourceGroups/{destinationResourceGroupName}/x", "{destinationResourceGroupName}"),
        ("/subscriptions/a/images/<imageDefinitionName/versions/", "<imageDefinitionName"),
        ("/subscriptions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/x", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        ("/subscriptions/.../x", "..."),
        ("https://<account>.blob.core.windows.net/c/a.sh", "<account>"),
        ("https://{account}.blob.core.windows.net", "{account}"),
    ],
)
def test_placeholders(text: str, found: str) -> None:
    span = placeholder_in(text)
    assert span is not None
    assert text[slice(*span)] == found
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<>",
        "< 5",
        "a < b",
        "<a href=\"x\">",
        "</add>",
        "<a><b>",
        "echo <name>",
        "{name}",
        "westus2",
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg",
        "/subscriptions/a/resourceGroups/boxxxx/images/xxl",
        "exclude:$_.Title -like '*Preview*'",
        "include:$true",
        "${HOME}/x",
        "echo $(hostname) {{ x }}",
        "a__b",
    ],
)  # fmt: skip
def test_others(text: str) -> None:
    assert placeholder_in(text) is None
    assert not is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "$(imageVersion)",
        "img-$(Build.BuildId)",
        "${{ parameters.name }}",
        "#{name}#",
        "#{a}#.#{b}#",
        "{{name}}",
        "__name__",
    ],
)
def test_pipeline_tokens_are_open_but_no_placeholders(text: str) -> None:
    assert is_open(text)
    assert placeholder_in(text) is None


def test_in_scripts() -> None:
    assert placeholder_in("<command to run inline>", script=True) == (0, 23)
    for text in ("<configuration>", '<add key="a" value="b">', "<a", "cat <file >other", "$(hostname)", GROUP):
        assert placeholder_in(text, script=True) is None
        assert not is_open(text, script=True)
    assert is_open("${{ inputs.command }}", script=True)
