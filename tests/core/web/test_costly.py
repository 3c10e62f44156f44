"""Expensive pages: cached if they never change, otherwise limited for each person."""

import hashlib
import os
from collections.abc import Callable

import pytest

from secrel.core.dates import clock
from secrel.core.files import made_once
from secrel.core.files.made_once import cached_copy


def maker(content: bytes) -> tuple[Callable[[], bytes], list[int]]:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return content

    return make, made


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "made"


def test_a_copy_is_made_once_and_again_where_it_is_damaged(folder):
    make, made = maker(b"content")
    assert [cached_copy("a", make) for _ in range(3)] == [b"content"] * 3
    assert len(made) == 1
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert [cached_copy("a", make) for _ in range(2)] == [b"content"] * 2
    assert len(made) == 2
    assert cached_copy("b", lambda: b"other") == b"other"
    assert cached_copy("a", make) == b"content"


def test_a_folder_that_takes_nothing_costs_only_time(folder):
    folder.write_bytes(b"no folder")
    make, made = maker(b"content")
    assert [cached_copy("a", make) for _ in range(2)] == [b"content"] * 2
    assert len(made) == 2


def test_the_newest_copies_stay_up_to_the_limit(folder, monkeypatch):
    monkeypatch.setattr(made_once, "MOST", 3)
    for number in range(5):
        cached_copy(str(number), lambda number=number: str(number).encode())
        for age, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)):
            os.utime(path, (1000 * number + age, 1000 * number + age))
    assert len(list(folder.iterdir())) == 3
    make, made = maker(b"4")
    assert (cached_copy("4", make), made) == (b"4", [])


def test_word_copy_of_a_version_is_made_once(published, client, settings, tmp_path):
    settings.VAR = tmp_path
    address = "/releases/june-2021/rid/8.0.docx"
    first = client.get(address).content
    (path,) = (
        row for row in (tmp_path / "made").iterdir() if row.read_bytes()[32:34] == b"PK"
    )  # not a typeface
    path.write_bytes(hashlib.sha256(b"the cached one").digest() + b"the cached one")
    assert first.startswith(b"PK")
    assert client.get(address).content == b"the cached one"
    assert client.get("/releases/november-2021/rid/0.1.docx").status_code == 404


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/record/record.csv", "get"),
        ("/record/verify/", "post"),
    ],
)
def test_who_asks_for_much_is_asked_to_wait_and_nobody_else(examples, as_role, monkeypatch, address, method):
    client, now = as_role("analyst"), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)  # however slowly this machine answers
    answers = [getattr(client, method)(address) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert (
        "You have asked for this 10 times in a short time. Try again in 15 seconds."
        in answers[-1].content.decode()
    )
    assert answers[-1]["Retry-After"] == "15"
    assert client.get("/releases/june-2021/").status_code == 200
    assert getattr(as_role("analyst2"), method)(address).status_code == 200


def test_verification_runs_only_on_request(examples, as_role):
    client = as_role("analyst")
    page = client.get("/record/verify/").content.decode()
    assert "Verify now" in page
    assert "Everything that must never change is unchanged" not in page
    assert "Everything that must never change is unchanged" in client.post("/record/verify/").content.decode()


def test_one_verification_runs_at_a_time(examples, as_role):
    from django.db import connections

    from secrel.core.web.costly import VERIFY_LOCK

    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [VERIFY_LOCK])
        refused = as_role("analyst").post("/record/verify/")
    finally:
        other.close()
    assert (refused.status_code, "Another verification is running." in refused.content.decode()) == (
        429,
        True,
    )
    assert as_role("analyst").post("/record/verify/").status_code == 200
