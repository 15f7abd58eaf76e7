"""Where image templates and triggers are found, and what is known about the resources around them."""

from __future__ import annotations

from typing import Any

from tests.template.look import IMAGE_TYPE, deployment, image, nested, plain, properties, read

OUTER: dict[str, Any] = {
    "parameters": {"p": {"type": "string", "defaultValue": "outer"}, "open": {"type": "string"}},
    "variables": {"v": "outer"},
}
INNER: dict[str, Any] = {
    "parameters": {"p": {"type": "string", "defaultValue": "inner"}, "q": {"type": "string"}},
    "variables": {"v": "inner"},
}
BODY = {"p": "[parameters('p')]", "v": "[variables('v')]"}


def test_outer_scope_sees_what_is_around_it() -> None:
    for scope in (None, "outer", "Outer"):
        content = deployment(nested(deployment(image(BODY), **INNER), scope), **OUTER)
        found = read(content)
        assert len(found.scopes) == 1
        assert [resource.type for resource in found.scopes[0].resources] == [
            "Microsoft.Resources/deployments",
            IMAGE_TYPE,
        ]
        assert found.images[0].resource is not None
        assert found.images[0].resource.deployment is found.scopes[0].resources[0]
        assert properties(content) == {"p": "outer", "v": "outer"}


def test_inner_scope_sees_its_own() -> None:
    content = deployment(nested(deployment(image(BODY), **INNER), "inner"), **OUTER)
    found = read(content)
    assert [scope.parent for scope in found.scopes] == [None, found.scopes[0]]
    assert found.images[0].scope is found.scopes[1]
    assert properties(content) == {"p": "inner", "v": "inner"}


def test_inner_scope_is_given_values_from_the_outer_one() -> None:
    def handed(entry: Any) -> Any:
        template = nested(deployment(image(BODY), **INNER), "inner", P=entry)
        return properties(deployment(template, **OUTER))["p"]

    assert handed({"value": "[concat(parameters('p'), variables('v'))]"}) == "outerouter"
    assert handed({"value": "[parameters('open')]"}) == "?"
    assert handed({"value": 5}) == "?"  # of the wrong type
    assert handed({"value": None}) == "inner"
    assert handed("[if(true(), createObject('value', 'made'), createObject())]") == "made"
    assert handed("[parameters('nowhere')]") == "?"
    assert handed({"reference": {"keyVault": {}, "secretName": "s"}}) == "?"


def test_arguments_that_are_an_expression_leave_everything_open() -> None:
    template = nested(deployment(image(BODY), **INNER), "inner")
    template["properties"]["parameters"] = "[variables('all')]"
    assert properties(deployment(template, **OUTER)) == {"p": "?", "v": "inner"}


def test_a_nested_template_that_is_given_nothing_gets_null() -> None:
    inner = deployment(image({"x": "[parameters('p')]"}), parameters={"p": {"type": "string", "nullable": True}})
    assert properties(deployment(nested(inner, "inner"))) == {}
    assert properties(deployment(nested(inner, "inner", p={"value": "[parameters('q')]"}))) == {"x": "?"}
    assert properties(inner) == {"x": "?"}


def test_a_scope_that_is_an_expression_leaves_everything_open() -> None:
    content = deployment(nested(deployment(image(BODY), **INNER), "[parameters('open')]"), **OUTER)
    assert properties(content) == {"p": "?", "v": "?"}
    assert read(content).scopes[1].open


def test_scopes_evaluate_what_stands_in_them() -> None:
    content = deployment(nested(deployment(**INNER, outputs={"o": {"value": BODY}}), "inner"), **OUTER)
    inner = read(content).scopes[1]
    outputs = inner.node.at("outputs", "o", "value")
    assert outputs is not None
    assert inner.context is not None
    assert plain(inner.context.resolve(outputs)) == {"p": "inner", "v": "inner"}


def test_nested_twice() -> None:
    inner = deployment(image({"p": "[parameters('p')]"}), parameters={"p": {"type": "string"}})
    middle = deployment(nested(inner, "inner", p={"value": "[concat(parameters('p'), '!')]"}), **INNER)
    content = deployment(nested(middle, "inner", p={"value": "[parameters('p')]"}), **OUTER)
    assert properties(content) == {"p": "outer!"}


def test_a_deployment_keeps_its_nested_template_as_written() -> None:
    found = read(deployment(nested(deployment(image(BODY)), "inner", p={"value": "[variables('v')]"}), **OUTER))
    body = found.scopes[0].resources[0].body
    assert body.at("properties", "template") is found.scopes[0].resources[0].node.at("properties", "template")
    assert plain(body.at("properties", "parameters") or body) == {"p": {"value": "outer"}}


def test_symbolic_names() -> None:
    content = deployment(languageVersion="2.0")
    content["resources"] = {
        "there": image(existing=True),
        "made": {**image({"x": "[parameters('p')]"}), "condition": "[equals(parameters('p'), 'outer')]"},
    }
    found = read({**content, **OUTER})
    there, made = found.scopes[0].resources
    assert found.scopes[0].language_version == "2.0"
    assert (there.symbolic_name, there.existing, made.symbolic_name, made.existing) == ("there", True, "made", False)
    assert [image.resource for image in found.images] == [made]
    assert made.condition is not None
    assert made.condition.value is True
    assert there.condition is None


def test_resources_know_type_name_and_version() -> None:
    variables = {"type": IMAGE_TYPE, "name": "n"}
    content = deployment(
        {"type": "[variables('type')]", "name": "[variables('name')]", "apiVersion": "2030-01-01"},
        {"type": "[parameters('nowhere')]", "name": "[parameters('nowhere')]"},
        {"properties": {}},
        "[variables('type')]",
        variables=variables,
    )
    found = read(content)
    known = [(resource.type, resource.name, resource.api_version) for resource in found.scopes[0].resources]
    assert known == [(IMAGE_TYPE, "n", "2030-01-01"), (None, None, None), (None, None, None)]
    assert [image.api_version for image in found.images] == [None]


def test_a_resource_without_a_type_is_known_by_its_sections() -> None:
    sections = {"source": {"type": "PlatformImage"}, "distribute": []}
    assert len(read(deployment({"properties": sections})).images) == 1
    assert len(read(deployment({"type": "Microsoft.VirtualMachineImages", "properties": {}})).images) == 1
    assert len(read(deployment({"properties": {"source": {}, "distribute": []}})).images) == 0


def trigger(name: str, type_: str = f"{IMAGE_TYPE}/triggers", **members: Any) -> dict[str, Any]:
    return {"type": type_, "apiVersion": "2024-02-01", "name": name, "properties": {"kind": "SourceImage"}, **members}


def test_triggers_that_are_nested() -> None:
    found = read(deployment(image(resources=[trigger("daily", "triggers")]), image()))
    (only,) = found.triggers
    assert only.image is found.images[0]
    assert (only.resource.type, only.resource.name) == (f"{IMAGE_TYPE}/triggers", "daily")
    assert only.resource.parent is found.images[0].resource
    assert only.node.at("properties", "kind")


def test_triggers_at_the_top_level() -> None:
    parameters = {"known": {"type": "string", "defaultValue": "k"}, "open": {"type": "string"}}
    names = ["a", "[parameters('known')]", "[parameters('open')]"]
    triggers = ["A/t", "[format('{0}/{1}', 'k', 't')]", "[concat(parameters('open'), '/t')]", "z/t"]
    resources = [image(name=name) for name in names] + [trigger(name) for name in triggers]
    found = read(deployment(*resources, parameters=parameters))
    assert [trigger.image for trigger in found.triggers] == [*found.images, None]


def test_triggers_by_symbolic_name() -> None:
    content = deployment(languageVersion="2.0")
    name = "[parameters('p')]"
    content["resources"] = {
        "first": image(name=name),
        "second": image(name=name),
        "t": trigger("[parameters('q')]", dependsOn=["second"]),
    }
    found = read(content)
    assert found.triggers[0].image is found.images[1]


def test_a_trigger_belongs_to_its_own_deployment_only() -> None:
    found = read(deployment(nested(deployment(image(name="a"))), trigger("a/t")))
    assert found.triggers[0].image is None


def test_order_is_that_of_writing() -> None:
    content = deployment(
        image(name="1"),
        nested(deployment(image(name="2"), nested(deployment(image(name="3")), "inner"))),
        image(name="4"),
    )
    found = read(content)
    assert [image.resource.name for image in found.images if image.resource] == ["1", "2", "3", "4"]


def test_broken_parts_open_the_scope() -> None:
    assert not read(deployment(image())).scopes[0].open
    start = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", '
    assert read(start + '"parameters": {"a": {"type": "string"}').scopes[0].open
    assert read(start + '"variables": "[x]", "resources": []}').scopes[0].open
