"""Criteria and filters of Windows Update."""

from __future__ import annotations

import pytest

from aiblsp.facts import windows_update


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "IsInstalled=0",
        "BrowseOnly=0 and IsInstalled=0",
        "browseonly = 0 AND isinstalled = 0",
        "AutoSelectOnWebSites=1 and IsInstalled=0",
        "IsInstalled=0 and Type='Software' and IsHidden=0",
        "(IsInstalled=0 and DeploymentAction='Installation') or (IsPresent=1 and DeploymentAction='Uninstallation')",
        "CategoryIDs contains '0FA1201D-4330-4FA8-8AE9-B877473B6441'",
        "UpdateID!='a' and RevisionNumber=-1",
        *windows_update.PRESETS.values(),
    ],
)
def test_good_criteria(text: str) -> None:
    assert windows_update.criteria_problem(text) is None


@pytest.mark.parametrize(
    ("marked", "says", "instead"),
    [
        ("«Recommended»", "a name for criteria", "BrowseOnly=0 and IsInstalled=0"),
        ("«important»", "a name for criteria", "AutoSelectOnWebSites=1 and IsInstalled=0"),
        ("«Optional only»", "a name for criteria", "AutoSelectOnWebSites=0 and IsInstalled=0"),
        ("«IsInstaled»=0", "no criterion", "IsInstalled"),
        ("IsInstalled=0 and «Severity»=1", "no criterion", None),
        ("IsInstalled«==»0", "number", None),
        ("IsInstalled «contains» '0'", "wants `=`", None),
        ("CategoryIDs «=» 'a'", "wants `contains`", None),
        ("IsInstalled=«false»", "number or a text", None),
        ("IsInstalled=0 «IsHidden»=0", "`and` or `or`", None),
        ("IsInstalled=0 «,» IsHidden=0", "`and` or `or`", None),
        ("IsInstalled=0 an«d»", "too early", None),
        ("IsInstalled«=»", "too early", None),
        ("(IsInstalled=«0»", "too early", None),
        ("IsInstalled=0 «)»", "`and` or `or`", None),
    ],
)
def test_bad_criteria(marked: str, says: str, instead: str | None) -> None:
    text = marked.replace("«", "").replace("»", "")
    problem = windows_update.criteria_problem(text)
    assert problem is not None
    if "==" not in text:
        assert f"{text[: problem.start]}«{text[problem.start : problem.end]}»{text[problem.end :]}" == marked
    assert says in problem.message
    assert problem.instead == instead


@pytest.mark.parametrize(
    ("text", "action", "expression", "always"),
    [
        ("include:$true", "include", "$true", True),
        ("exclude:$_.Title -like '*Preview*'", "exclude", "$_.Title -like '*Preview*'", False),
        ("include: $True ", "include", " $True ", True),
        ("exclude:$_.Title -like 'a:b'", "exclude", "$_.Title -like 'a:b'", False),
        ("$_.BrowseOnly", None, None, None),
        ("Include:$true", "include", "$true", True),
        ("include :$true", None, None, None),
        ("include:", None, None, None),
        ("", None, None, None),
    ],
)
def test_filters(text: str, action: str | None, expression: str | None, always: bool | None) -> None:
    found = windows_update.parse_filter(text)
    if action is None:
        assert found is None
    else:
        assert found is not None
        assert (found.action, found.expression, found.always) == (action, expression, always)
        assert text[found.start :] == expression


@pytest.mark.parametrize("unit", ["a", "(", "IsInstalled=0 and ", "'", " ", "=", "IsInstalled", "0"])
def test_long_text(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    problem = windows_update.criteria_problem(text)
    assert problem is None or len(problem.message) < 200
