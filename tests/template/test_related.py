"""Which resource of the same file a resource ID is found to mean, and when it is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aiblsp.template.related import DEFINITION, GALLERY, GROUP, NETWORK, related
from tests.template.look import deployment, image, nested, read

DEFINITIONS = "Microsoft.Compute/galleries/images"
OTHER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/other/providers"
PARAMETERS = {
    "gallery": {"type": "string"},
    "definition": {"type": "string", "defaultValue": "base"},
    "id": {"type": "string"},
}
VARIABLES = {
    "name": "[concat(parameters('gallery'), '/base')]",
    "id": "[resourceId('Microsoft.Compute/galleries/images', parameters('gallery'), parameters('definition'))]",
}


def resource(type_: str, name: str, **members: Any) -> dict[str, Any]:
    return {"type": type_, "apiVersion": "2023-07-03", "name": name, "location": "westus2", **members}


def found(content: Any, type_: str, *path: str | int) -> bool:
    template = read(content)
    (one,) = template.images
    return related(one, one.at(*path), type_) is not None


def means(id_: str, type_: str, *resources: dict[str, Any]) -> bool:
    """Whether the ID of a target is found to mean one of the resources."""
    target = image({"distribute": [{"type": "SharedImage", "galleryImageId": id_}]})
    content = deployment(*resources, target, parameters=PARAMETERS, variables=VARIABLES)
    return found(content, type_, "distribute", 0, "galleryImageId")


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("gal/base", f"{OTHER}/Microsoft.Compute/galleries/gal/images/base"),
        ("gal/base", f"{OTHER}/microsoft.compute/Galleries/GAL/Images/Base/versions/1.0.0"),
        ("gal/base", "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'base')]"),
        ("gal/base", "[resourceId('rg', 'Microsoft.Compute/galleries/images', 'gal', parameters('definition'))]"),
        ("gal/base", "[concat(resourceId('Microsoft.Compute/galleries/images', 'gal', 'base'), '/versions/1.0.0')]"),
        (
            "gal/base",
            "[concat(resourceGroup().id, '/providers/Microsoft.Compute/galleries/gal/images/', 'base')]",
        ),
        ("[variables('name')]", "[variables('id')]"),
        ("[concat(parameters('gallery'), '/', 'base')]", "[variables('id')]"),
        ("[format('{0}/{1}', parameters('gallery'), parameters('definition'))]", "[variables('id')]"),
        (
            "[concat('gal', uniqueString(resourceGroup().id), '/a')]",
            "[resourceId('Microsoft.Compute/galleries/images', concat('gal', uniqueString(resourceGroup().id)), 'a')]",
        ),
    ],
)
def test_an_id_means_the_definition_of_that_name(name: str, id_: str) -> None:
    assert means(id_, DEFINITION, resource(DEFINITIONS, name))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("gal/base", f"{OTHER}/Microsoft.Compute/galleries/gal/images/other"),
        ("gal/base", f"{OTHER}/Microsoft.Compute/galleries/gal"),
        ("gal/base", "[resourceId('Microsoft.Compute/galleries', 'gal')]"),
        ("gal/base", "[parameters('id')]"),
        ("gal/base", "[variables('id')]"),
        ("gal/base", "[variables('nowhere')]"),
        ("gal/base", "[concat(parameters('id'), '/images/base')]"),
        ("gal/base", "[concat("),
        ("gal/base", "/subscriptions/<id>/providers"),
        ("[concat(parameters('id'), '/base')]", "[variables('id')]"),
        ("[newGuid()]", "[variables('id')]"),
    ],
)
def test_another_id_means_none(name: str, id_: str) -> None:
    assert not means(id_, DEFINITION, resource(DEFINITIONS, name))


def test_the_gallery_is_found_from_the_id_of_its_definition() -> None:
    assert means("[variables('id')]", GALLERY, resource("Microsoft.Compute/galleries", "[parameters('gallery')]"))


def test_a_nested_child_has_the_name_of_its_parent() -> None:
    child = resource("images", "base")
    gallery = resource("Microsoft.Compute/galleries", "[parameters('gallery')]", resources=[child])
    assert means("[variables('id')]", DEFINITION, gallery)


@pytest.mark.parametrize("member", [{"existing": True}, {"condition": False}, {"condition": "[equals(1, 2)]"}])
def test_what_is_not_made_is_not_meant(member: dict[str, Any]) -> None:
    assert not means("[variables('id')]", DEFINITION, resource(DEFINITIONS, "[variables('name')]", **member))


def test_of_two_that_fit_none_is_meant() -> None:
    one = resource(DEFINITIONS, "[variables('name')]")
    assert not means("[variables('id')]", DEFINITION, one, one)


def test_a_network_of_another_group_is_another_one() -> None:
    network = resource("Microsoft.Network/virtualNetworks", "vnet")
    kind = "Microsoft.Network/virtualNetworks/subnets"

    def finds(id_: str) -> bool:
        body = {"vmProfile": {"vnetConfig": {"subnetId": id_}}}
        return found(deployment(network, image(body)), NETWORK, "vmProfile", "vnetConfig", "subnetId")

    assert finds(f"[resourceId('{kind}', 'vnet', 'build')]")
    assert finds(f"[resourceId(resourceGroup().name, '{kind}', 'vnet', 'build')]")
    assert not finds(f"[resourceId('hub', '{kind}', 'vnet', 'build')]")
    assert not finds(f"{OTHER}/{kind.replace('/subnets', '')}/vnet/subnets/build")


def test_parameters_of_a_nested_template_are_followed() -> None:
    inner = deployment(
        image({"distribute": [{"type": "SharedImage", "galleryImageId": "[parameters('target')]"}]}),
        parameters={"target": {"type": "string"}},
    )
    content = deployment(
        resource(DEFINITIONS, "[variables('name')]"),
        nested(inner, "inner", target={"value": "[variables('id')]"}),
        parameters=PARAMETERS,
        variables=VARIABLES,
    )
    assert found(content, DEFINITION, "distribute", 0, "galleryImageId")


def test_outputs_of_a_nested_template_are_followed() -> None:
    inner = deployment(
        resource(DEFINITIONS, "[concat(parameters('gallery'), '/base')]"),
        parameters={"gallery": {"type": "string"}},
        outputs={
            "id": {
                "type": "string",
                "value": "[resourceId('Microsoft.Compute/galleries/images', parameters('gallery'), 'base')]",
            }
        },
    )
    id_ = "[reference(resourceId('Microsoft.Resources/deployments', 'n'), '2022-09-01').outputs.id.value]"
    content = deployment(
        nested(inner, "inner", gallery={"value": "[parameters('gallery')]"}),
        image({"distribute": [{"type": "SharedImage", "galleryImageId": id_}]}),
        parameters=PARAMETERS,
    )
    assert found(content, DEFINITION, "distribute", 0, "galleryImageId")


@pytest.mark.parametrize(
    "id_",
    [
        "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'staging')]",
        "[concat(subscription().id, '/resourceGroups/staging')]",
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Staging",
    ],
)
def test_a_resource_group_is_found(id_: str) -> None:
    group = resource("Microsoft.Resources/resourceGroups", "staging")
    assert found(deployment(group, image({"stagingResourceGroup": id_})), GROUP, "stagingResourceGroup")


def test_variables_that_double_do_not_take_forever() -> None:
    variables = {f"v{n}": f"[concat(variables('v{n + 1}'), variables('v{n + 1}'))]" for n in range(60)}
    target = image({"distribute": [{"type": "SharedImage", "galleryImageId": "[variables('v0')]"}]})
    content = deployment(resource(DEFINITIONS, "gal/base"), target, variables={**variables, "v60": "[newGuid()]"})
    assert not found(content, DEFINITION, "distribute", 0, "galleryImageId")


def test_a_bare_template_has_no_other_resources() -> None:
    body = image({"distribute": [{"type": "SharedImage", "galleryImageId": f"{OTHER}/x"}]})
    assert not found(body, DEFINITION, "distribute", 0, "galleryImageId")


def test_a_template_of_the_corpus_finds_its_gallery() -> None:
    path = Path(__file__).parents[3] / "shared" / "corpus" / "jamasten+AzureImageBuilder" / "solution.json"
    if not path.exists():
        pytest.skip("the corpus is not here")
    assert found(json.loads(path.read_text("utf-8")), DEFINITION, "distribute", 0, "galleryImageId")
