"""What docker-compose.yml, the image and nginx's template say, read as data: no container runs here."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
EXAMPLE = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
READ = set(
    re.findall(r'env(?:_flag|_list|_secret)?\(\s*"([A-Z_]+)"', (ROOT / "secrel/settings.py").read_text())
)
OURS = ["migrate", "web", "worker", "beat"]
SECRETS = {"SECRET_KEY", "DATABASE_PASSWORD", "REDIS_PASSWORD", "EMAIL_HOST_PASSWORD"}
FOR_THIS_MACHINE = {"SECREL_DEBUG", "SECREL_TODAY", "SECREL_WEB", "SECOND_FACTOR"}
"""Refused in production, always on there, or set by the process itself."""


def test_every_setting_is_explained_in_the_example():
    assert READ - {"SECREL_WEB"} <= EXAMPLE


@pytest.mark.parametrize("name", OURS)
def test_every_setting_reaches_the_container(name):
    given = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]}
    expected = READ - FOR_THIS_MACHINE
    if name in ("migrate", "beat"):  # they mail nothing
        expected -= {"EMAIL_HOST_PASSWORD"}
    assert expected == given & READ


def test_a_secret_is_never_an_environment_variable_and_is_had_by_who_needs_it():
    for name, service in SERVICES.items():
        assert "env_file" not in service
        given = service.get("environment", {})
        assert not SECRETS & set(given), name
        assert not [value for value in given.values() if re.search("PASSWORD|SECRET_KEY", str(value))], name
        files = {
            value.removeprefix("/run/secrets/")
            for value in given.values()
            if value.startswith("/run/secrets/")
        }
        read = set(re.findall(r"/run/secrets/(\w+)", str(service)))
        assert files <= read == set(service.get("secrets", [])), name
    assert not SERVICES["proxy"].get("secrets")
    assert {name for name in SERVICES if "email_host_password" in SERVICES[name].get("secrets", [])} == {
        "web",
        "worker",
    }


def test_every_secret_has_its_value_from_the_example():
    assert {secret["environment"] for secret in COMPOSE["secrets"].values()} <= EXAMPLE


def test_valkey_asks_for_a_password():
    assert "requirepass" in SERVICES["redis"]["command"][-1]
