"""Packages: private modules, keys between packages, and the number of files in a folder."""

import ast
from collections import Counter
from pathlib import Path

from django.db import models

from tests.test_architecture import ROOT, SOURCES, own_models

PACKAGES = (
    *("secrel.core", "modifications", "releases", "costs"),
    *(
        f"governance.{name}"
        for name in (
            "meetings",
            "criteria",
            "composing",
            "versions",
            "acceptance",
            "regression",
            "notices",
            "consultations",
            "papers",
            "packs",
            "watch",
            "intake",
            "integrity",
            "scenarios",
        )
    ),
)
"""Packages with models, each above those before it."""
OWN = {"views", "urls", "api", "admin"}
FILES = 15  # in a folder of code
GROWING = {"migrations"}
"""Folders that only grow."""


def package_of(module: str) -> str:
    """governance.meetings of governance.meetings.models.items; secrel.core; releases."""
    parts = module.split(".")
    return ".".join(parts[: 2 if parts[0] in ("governance", "secrel") else 1])


def test_views_and_addresses_of_a_package_are_its_own():
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        here = package_of(".".join(parts))
        if parts[:2] in (("secrel", "urls"), ("secrel", "api")):
            continue  # what puts all addresses together
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    imported = f"{node.module}.{alias.name}"
                    there = package_of(imported)
                    if there != here and there.startswith(PACKAGES):
                        imported = imported.removeprefix("secrel.core.api.")  # what they are made with
                        own = OWN.intersection(imported.removeprefix(there).split("."))
                        assert not own, f"{'/'.join(parts)} imports {imported}"


def test_keys_point_downwards_between_packages():
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.auto_created:
                ours, theirs = package_of(model.__module__), package_of(field.related_model.__module__)
                if theirs in PACKAGES:
                    assert PACKAGES.index(theirs) <= PACKAGES.index(ours), (
                        f"{model.__name__}.{field.name} points upwards"
                    )


def test_a_folder_holds_few_files():
    code = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    held = Counter(path.parent for path in code if path.parent.name not in GROWING)
    assert {str(Path(folder).relative_to(ROOT)): n for folder, n in held.items() if n > FILES} == {}


def test_the_body_of_a_request_to_the_api_is_read_in_one_place():
    """By `sent`, which refuses forms and fields that no serializer knows."""
    reading = {str(path.relative_to(ROOT)) for path in SOURCES if "request.data" in path.read_text()}
    assert reading == {"secrel/core/api/requests.py"}
