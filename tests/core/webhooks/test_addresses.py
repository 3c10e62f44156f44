"""Addresses of webhooks: public hosts only, each address checked, written in one way."""

import socket
import threading
from ipaddress import ip_network

import pytest

from secrel.core.webhooks import addresses
from secrel.core.webhooks.addresses import BadAddress, checked, is_public, look_up

PUBLIC = "93.184.216.34"
NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1"),
    *("168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1"),
    *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"),
    *("64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::"),
    *("2002:808:808::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1"),
    *("ff02::1", "2606:4700::1%1", "nonsense", ""),
]


def test_an_address_that_is_not_of_one_host_on_the_internet_is_not_public():
    assert [text for text in NOT_PUBLIC if is_public(text)] == []
    assert all(is_public(text) for text in (PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Enter a web address"),
        ("example.org/hook", "begins with https"),
        ("ftp://example.org/", "begins with https"),
        ("https:///hook", "begins with https"),
        ("https://example.org/a b", "without spaces"),
        ("https://example.org\\@10.0.0.1/", "without spaces"),
        ("https://exämple.org/", "begins with xn--"),
        ("https://127。0。0。1/", "begins with xn--"),
        ("https://u:p@example.org/", "Leave out the user name"),
        ("https://@example.org/", "Leave out the user name"),
        ("https://example.org/#part", "from # on"),
        ("https://example.org:22/", "these ports only: 443"),
        ("http://example.org/", "these ports only: 443"),
        ("https://example.org:0x1bb/", "Correct the host and the port"),
        ("https://[::1/", "Correct the host and the port"),
        ("https://example.org./", "without a dot at its end"),
        ("https://a..b/", "without a dot at its end"),
        ("https://%31%32%37.0.0.1/", "without a dot at its end"),
        ("https://2130706433/", "four numbers"),
        ("https://0x7f000001/", "four numbers"),
        ("https://0x7f.1/", "four numbers"),
        ("https://0177.0.0.1/", "four numbers"),
        ("https://127.1/", "four numbers"),
        ("https://[fe80::1%25eth0]/", "usual form"),
        (f"https://example.org/{'a' * 500}", "at most 500"),
    ],
)
def test_an_address_that_could_be_read_in_two_ways_is_refused_unasked(address, sentence):
    with pytest.raises(BadAddress, match=sentence):
        checked(address, lambda host, port: pytest.fail("looked up"))


def test_every_address_of_a_host_is_checked_and_an_unknown_name_says_the_same(settings):
    place = checked("https://Example.org/a?b=c", lambda host, port: [PUBLIC, "2606:4700::1"])
    assert (place.host, place.port, place.path) == ("example.org", 443, "/a?b=c")
    assert place.addresses == (PUBLIC, "2606:4700::1")
    said = set()
    for found in ([PUBLIC, "127.0.0.1"], ["10.0.0.1"], ["::ffff:10.0.0.1"], [], [PUBLIC] * 17):
        with pytest.raises(BadAddress) as refused:
            checked("https://example.org/", lambda host, port, found=found: found)
        said.add(refused.value.sentence)
    assert len(said) == 1
    with pytest.raises(BadAddress, match="no public address"):
        checked("https://127.0.0.1/")


def test_a_setting_allows_a_network_and_there_alone_messages_without_encryption(settings):
    settings.WEBHOOK_NETWORKS = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    settings.WEBHOOK_PORTS = frozenset({80, 443})
    assert checked("http://hub.internal/", lambda host, port: ["10.1.2.3", "fd00::1"]).port == 80
    assert checked("https://10.1.2.3/").addresses == ("10.1.2.3",)
    for found in ([PUBLIC], ["10.1.2.3", PUBLIC]):
        with pytest.raises(BadAddress, match="Use https"):
            checked("http://hub.internal/", lambda host, port, found=found: found)
    for found in (["10.2.0.1"], ["::ffff:10.1.2.3"]):
        with pytest.raises(BadAddress, match="no public address"):
            checked("https://hub.internal/", lambda host, port, found=found: found)


def test_a_name_server_that_fails_or_hangs_gives_no_address(monkeypatch):
    def unknown(*args, **options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert list(look_up("nowhere.example", 443)) == []
    monkeypatch.setattr(addresses, "LOOK_UP_SECONDS", 0.05)
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: over.wait(5))
    assert list(look_up("slow.example", 443)) == []
    over.set()
    row = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: [row, row])
    assert list(look_up("example.org", 443)) == [PUBLIC]
