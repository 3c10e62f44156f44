"""The Document Log on the examples: the notices of 2020, read as the CSV gives them."""

import csv
import io

import pytest

pytestmark = pytest.mark.django_db


def log(client, on: str) -> dict[str, dict[str, str]]:
    answer = client.get("/documents/in-force.csv", {"on": on})
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len({row["document"] for row in rows}) == len(rows)
    return {row["document"]: row for row in rows}


def since(rows) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, row in rows.items():
        found.setdefault(row["in_force_since"], set()).add(name)
    return found


def test_in_force_on_1_june_2020(examples, client):
    rows = log(client, "2020-06-01")
    assert list(next(iter(rows.values()))) == [
        *("document", "title", "version", "in_force_since", "sec_version", "cause")
    ]
    assert since(rows) == {
        "2020-01-31": {"Section A", "Section D", "Section I"},
        "2020-02-27": {"Section G", "Section Z", "Appendix H"},
        "2020-04-03": {"Appendix AK"},
        "2020-05-27": {"Section F"},
        "2020-05-29": {"Schedule 11"},
    }
    assert {name: row["sec_version"] for name, row in rows.items() if row["sec_version"]} == {
        "Section A": "6.24",
        "Section D": "6.24",
        "Section I": "6.24",
    }
    assert rows["Section F"]["cause"] == "MP130"
    for page in ("/documents/section-f/", "/documents/in-force/?on=2020-06-01"):
        assert 'href="/modifications/MP130/"' in client.get(page).content.decode()
    assert 'href="/documents/section-f/"' in client.get("/modifications/MP130/").content.decode()
    assert rows["Section G"]["cause"] == "Modification, not stated which"
    assert rows["Appendix AK"]["cause"] == (
        "DCC notification under Clause 4.2 of Appendix AK (after the conclusions on the SMETS1 Uplift 1.1 "
        "consultation)"
    )
    assert "6.24" in client.get("/documents/in-force/", {"on": "2020-06-01"}).content.decode()


def test_in_force_on_30_november_2020(examples, client):
    rows = log(client, "2020-11-30")
    new = {name: row for name, row in rows.items() if row["in_force_since"] == "2020-11-29"}
    assert len(new) == 22
    assert {row["sec_version"] for row in new.values()} == {"27.0"}
    causes = [row["cause"] for row in new.values()]
    assert (
        causes.count("Modification, not stated which"),
        causes.count("Government designation"),
        causes.count("Modification, not stated which; Government designation"),
    ) == (9, 5, 8)
    assert since({name: row for name, row in rows.items() if name not in new}) == {
        "2020-01-31": {"Section D"},
        "2020-02-27": {"Section Z", "Appendix H"},
        "2020-04-03": {"Appendix AK"},
        "2020-05-27": {"Section F"},
    }


@pytest.mark.parametrize(
    ("on", "section_g"),
    [
        ("2020-02-26", None),
        ("2020-02-27", "2020-02-27"),
        ("2020-07-22", "2020-02-27"),
        ("2020-07-23", "2020-07-23"),
        ("2020-11-28", "2020-07-23"),  # published on the 27th, in force from the 29th
        ("2020-11-29", "2020-11-29"),
    ],
)
def test_a_text_is_in_force_from_its_effective_date(examples, client, on, section_g):
    assert log(client, on).get("Section G", {}).get("in_force_since") == section_g


def test_specifications_are_in_force_side_by_side(examples, client):
    answer = client.get("/documents/specifications-in-force.csv", {"on": "2020-11-30"})
    assert answer.content.decode().splitlines() == [
        "specification,version,from,until,cause",
        "SMETS2,v2.0,,,MP123",
        "SMETS2,v3.1,,,MP123",
    ]
