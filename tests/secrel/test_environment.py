"""Settings from the environment, and secrets from files."""

import pytest
import redis
from django.core.exceptions import ImproperlyConfigured
from kombu.utils.url import parse_url

from secrel.environment import env_secret, networks, ports, with_password


@pytest.fixture
def secret_file(tmp_path, monkeypatch):
    path = tmp_path / "secret"
    monkeypatch.setenv("SECRET_KEY_FILE", str(path))
    return path


@pytest.mark.parametrize("written", ["s3cret", "s3cret\n", " s3cret \r\nmore\n"])
def test_secret_is_read_from_the_file_that_is_named(secret_file, written):
    secret_file.write_text(written)
    assert env_secret("SECRET_KEY") == "s3cret"


def test_secret_that_is_named_twice_or_cannot_be_read_gets_a_sentence(secret_file, monkeypatch):
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE names .*: No such file or directory\."):
        env_secret("SECRET_KEY")
    secret_file.write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="is empty"):
        env_secret("SECRET_KEY")
    assert env_secret("SECRET_KEY", "") == ""
    secret_file.write_bytes(b"\xff\xfe")
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env_secret("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY", "x")
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY or SECRET_KEY_FILE, not both"):
        env_secret("SECRET_KEY")


@pytest.mark.parametrize("password", ["plain", "a:b@c/d?e#f%20 ☃"])
def test_password_arrives_whole_at_both_clients(password):
    address = with_password("redis://redis:6379/3", password)
    options = redis.ConnectionPool.from_url(address).connection_kwargs
    assert (options["host"], options["port"], options["db"], options["password"]) == (
        "redis",
        6379,
        3,
        password,
    )
    broker = parse_url(address)
    assert (broker["hostname"], broker["password"], broker["virtual_host"]) == ("redis", password, "3")


def test_address_uses_its_own_password_without_another():
    assert with_password("redis://:own@redis:6379/0", "") == "redis://:own@redis:6379/0"
    assert with_password("redis://me:own@redis:6379/0", "new") == "redis://me:new@redis:6379/0"
    assert with_password("", "new") == ""


def test_networks_and_ports_are_read_or_refused_in_a_sentence():
    assert [str(one) for one in networks("WEBHOOK_NETWORKS", ["10.1.0.0/16", "fd00::/8"])] == [
        "10.1.0.0/16",
        "fd00::/8",
    ]
    assert ports("WEBHOOK_PORTS", ["443", "8443"]) == {443, 8443}
    for text in ("10.1.2.3/16", "hub.internal", "10.0.0.0/33"):
        with pytest.raises(ImproperlyConfigured, match=r"WEBHOOK_NETWORKS: .*\. Write networks such as"):
            networks("WEBHOOK_NETWORKS", [text])
    for text in ("https", "0", "65536", "-1", "４４３"):
        with pytest.raises(ImproperlyConfigured, match="WEBHOOK_PORTS has numbers of ports"):
            ports("WEBHOOK_PORTS", ["443", text])
