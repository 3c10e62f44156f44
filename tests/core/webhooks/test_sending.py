"""One request: pinned to what was checked, without redirects or proxies, bounded in time and size."""

import datetime
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from secrel.core.webhooks import sending
from secrel.core.webhooks.sending import LARGEST_ANSWER, send
from tests.core.webhooks.receiver import receiving


def test_what_is_sent_arrives_and_the_answer_is_kept_as_one_line(settings, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with receiving(settings, 202) as receiver:
        answer = send(receiver.address, b'{"a":1}', {"webhook-id": "x"})
    assert (answer.status, answer.text, answer.failure) == (202, "Thanks. <b>\ufffd", "")
    [(path, headers, body)] = receiver.came
    assert (path, headers["webhook-id"], body) == ("/hook?key=1", "x", b'{"a":1}')
    assert headers["host"] == f"127.0.0.1:{receiver.port}"


def test_a_name_is_looked_up_once_and_the_connection_goes_where_was_checked(settings):
    """DNS rebinding: the second answer of the name server would be another."""
    asked = []

    def changing(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with receiving(settings, 200) as receiver:
        address = f"http://rebinding.example:{receiver.port}/"
        assert send(address, b"{}", {}, resolve=changing).is_taken
        assert asked == ["rebinding.example"]
        assert receiver.came[0][1]["host"] == f"rebinding.example:{receiver.port}"
        settings.WEBHOOK_NETWORKS = ()
        refused = send(address, b"{}", {}, resolve=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    assert (refused.status, "no public address" in refused.failure, len(receiver.came)) == (None, True, 1)


def test_a_connection_that_ends_elsewhere_than_was_checked_sends_nothing(settings, monkeypatch):
    with receiving(settings, 200) as receiver:
        monkeypatch.setattr(sending, "may_connect", lambda number: False)
        assert send(receiver.address, b"{}", {}).failure == "The receiver refused the connection."
    assert receiver.came == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(settings, status):
    with receiving(settings, status) as receiver:
        answer = send(receiver.address, b"{}", {})
    assert (answer.status, "Redirects are not followed" in answer.failure, len(receiver.came)) == (
        status,
        True,
        1,
    )


def _slow_head(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _drip(handler, b"X: y\r\n")


def _slow_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    _drip(handler, b"x")


def _drip(handler, piece):
    for _ in range(40):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [_slow_head, _slow_body])
def test_an_answer_that_drips_is_ended_in_time(settings, slow):
    with receiving(settings, slow) as receiver:
        answer = send(receiver.address, b"{}", {}, seconds=0.3)
    assert answer.failure == "The receiver did not answer within 0.3 seconds."
    assert 250 <= answer.took < 1500


def test_of_a_huge_answer_little_is_read(settings):
    sent = []

    def huge(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(2000):
            sent.append(handler.wfile.write(b"z" * LARGEST_ANSWER))

    with receiving(settings, huge) as receiver:
        answer = send(receiver.address, b"{}", {}, seconds=5)
    assert (answer.status, answer.text, answer.failure) == (200, "z" * 500, "")
    assert len(sent) < 2000


def test_no_receiver_and_nonsense_are_failures_in_words(settings):
    with receiving(settings, lambda handler: handler.wfile.write(b"nonsense\r\n\r\n")) as receiver:
        assert send(receiver.address, b"{}", {}).failure == "The connection failed (BadStatusLine)."
    assert send(receiver.address, b"{}", {}).failure == "The receiver refused the connection."


def test_the_certificate_must_name_the_host(settings, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example")]), False)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, plain)
    (tmp_path / "both.pem").write_bytes(pem + secret)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(tmp_path / "both.pem")
    trust = ssl.create_default_context(cadata=pem.decode())
    with receiving(settings, 200) as receiver:
        receiver.socket = ours.wrap_socket(receiver.socket, server_side=True)
        here = {"resolve": lambda host, port: ["127.0.0.1"], "trust": trust}
        assert send(f"https://hook.example:{receiver.port}/", b"{}", {}, **here).failure == ""
        other = send(f"https://other.example:{receiver.port}/", b"{}", {}, **here)
        assert "certificate of the receiver was not accepted" in other.failure
        here["trust"] = None
        unknown = send(f"https://hook.example:{receiver.port}/", b"{}", {}, **here)
        assert "certificate of the receiver was not accepted" in unknown.failure
    assert len(receiver.came) == 1
    assert threading.active_count() < 20
