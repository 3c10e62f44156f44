"""docker-compose.yml, the image and nginx's template, read as data without running a container."""

import ast
import fnmatch
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
EXAMPLE = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
READ = set(
    re.findall(r'env(?:_flag|_list|_secret)?\(\s*"([A-Z_]+)"', (ROOT / "secrel/settings.py").read_text())
)
OURS = ["migrate", "web", "worker", "quick-worker", "beat"]
PASSWORDS = {f"{name}_PASSWORD" for name in ("DATABASE", "APPLICATION", "REDIS", "EMAIL_HOST")}
SECRETS = PASSWORDS | {"SECRET_KEY", "OLD_SECRET_KEY"}
FOR_THIS_MACHINE = {"SECREL_DEBUG", "SECREL_TODAY", "SECREL_WEB", "SECOND_FACTOR"}
"""Refused in production, always on there, or set by the process itself."""


def given_to(service: dict) -> set[str]:
    """The secrets of a container, each readable by its user, who is not root."""
    assert all(secret["mode"] == 0o444 for secret in service.get("secrets", []))
    return {secret["source"] for secret in service.get("secrets", [])}


def test_every_setting_is_explained_in_the_example():
    assert READ - {"SECREL_WEB"} <= EXAMPLE


@pytest.mark.parametrize("name", OURS)
def test_every_setting_reaches_the_container(name):
    environment = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]}
    expected = READ - FOR_THIS_MACHINE
    if name in ("migrate", "beat"):  # they mail nothing
        expected -= {"EMAIL_HOST_PASSWORD"}
    assert expected == environment & READ


def test_a_secret_is_never_an_environment_variable_and_is_had_by_who_needs_it():
    for name, service in SERVICES.items():
        assert "env_file" not in service
        environment = service.get("environment", {})
        assert not SECRETS & set(environment), name
        assert not [
            value for value in environment.values() if re.search("PASSWORD|SECRET_KEY", str(value))
        ], name
        files = {
            value.removeprefix("/run/secrets/")
            for value in environment.values()
            if value.startswith("/run/secrets/")
        }
        read = set(re.findall(r"/run/secrets/(\w+)", str(service)))
        assert files <= read == given_to(service), name
    assert not SERVICES["proxy"].get("secrets")
    assert {name for name in SERVICES if "email_host_password" in given_to(SERVICES[name])} == {
        *("web", "worker", "quick-worker"),
    }


def test_every_secret_has_its_value_from_the_example():
    assert {secret["environment"] for secret in COMPOSE["secrets"].values()} <= EXAMPLE


def test_only_migrations_are_the_owner_of_the_database():
    for name in OURS:
        environment = SERVICES[name]["environment"]
        is_owner = name == "migrate"
        assert urlsplit(environment["DATABASE_URL"]).username == ("secrel" if is_owner else "secrel_app"), (
            name
        )
        assert ("database_password" in given_to(SERVICES[name])) is is_owner, name
    assert " application_role secrel_app;" in SERVICES["migrate"]["command"]


def test_only_who_needs_a_way_out_has_one():
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    ways = {name: set(service["networks"]) for name, service in SERVICES.items()}
    outside = {name for name, networks in ways.items() if "outside" in networks}
    assert outside == {"proxy", "web", "worker", "quick-worker"}
    assert all("inside" in networks for networks in ways.values())
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def in_image(path: Path) -> bool:
    """As Docker reads .dockerignore: the last line that fits decides."""
    name, taken = path.relative_to(ROOT).as_posix(), True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.removeprefix("!").removeprefix("**/")
        if (
            line
            and not line.startswith("#")
            and re.match(rf"(.*/)?{fnmatch.translate(rule)[:-2]}(/|$)", name)
        ):
            taken = line.startswith("!")
    return taken


def test_image_holds_no_tests_and_no_examples_and_all_that_runs():
    apps = ("secrel", "modifications", "releases", "costs", "governance", "tests")
    every = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    taken = {path for path in every if in_image(path)}
    left_out = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in set(every) - taken
    }
    assert "governance.examples.accounts" in left_out
    assert not [path for path in taken if "tests" in path.relative_to(ROOT).parts]
    assert ROOT / "governance" / "examples" / "reference.py" in taken
    assert not in_image(ROOT / ".env")
    for path in taken:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
                assert not names & left_out, (path, names & left_out)


def test_valkey_requires_a_password():
    assert "requirepass" in SERVICES["redis"]["command"][-1]
