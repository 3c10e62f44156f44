"""A second version of one document whose lists have other rows: whatever differs, it comes in whole."""

import copy
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from governance.importer.reading import check_document
from tests.governance.importer.test_importer import take
from tests.governance.importer.test_importing_over import document
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
NEW = {
    ("scope", "approved"): {
        "ref": "MP777",
        "title": "New",
        "part": None,
        "summary": "will be new.",
        "options": [],
    },
    ("scope", "targeted"): {"ref": "MP778", "title": "New", "part": "2", "summary": "is new.", "options": []},
    ("scope", "change_requests"): {"ref": "CR4777", "title": "New", "summary": "is new."},
    ("impacts", "party_summaries"): None,
    ("impacts", "party_summaries", 1, "points"): {
        "text": "It is new.",
        "sub": ["And small."],
        "modifications": [],
    },
    ("impacts", "party_summaries", 1, "points", 1, "sub"): "In the last year.",
    ("impacts", "dcc_summaries"): {"area": "New", "points": [{"text": "It is new.", "sub": []}]},
    ("impacts", "documents"): {"document": "Appendix ZY", "title": "New", "modifications": ["SECMP0060"]},
    ("impacts", "other_codes"): "Balancing and Settlement Code (BSC)",
    ("timeline",): {
        "when": {"label": "May 23", "precision": "month", "date": "2023-05"},
        "event": "Step 1 of the release is taken and reported to the Panel",
        "notes": "",
    },
    ("testing", "user_approach"): "Users do more.",
    ("costs", "dcc_lines"): None,
    ("costs", "notes"): "Without a discount.",
    ("acceptance", "operational"): "SECAS is ready.",
    ("acceptance", "security"): "It is safe.",
    ("history",): {"version": "0.3", "date": "2022-07-01", "changes": "Third."},
    ("document", "annexes"): {"label": "Annex A", "title": "Another one"},
}
"""A further row for each list; None where the list has a row for each thing there is."""


def at(data, path):
    for step in path:
        data = data[step]
    return data


def second_versions(*changes: str) -> Iterator[tuple[str, dict]]:
    """The second version with each list changed in each of these ways, and other glossaries."""
    for path, row in NEW.items():
        for what in changes:
            data = document("1.2")
            data["history"] = [
                {"version": f"0.{n}", "date": "2022-06-01", "changes": "Draft."} for n in (1, 2)
            ]
            rows = at(data, path)
            if what.startswith("added") and row is not None:
                rows.insert(0 if what == "added first" else len(rows), copy.deepcopy(row))
            elif what == "removed":
                del rows[0]
            elif what == "emptied":
                rows.clear()
            elif what == "reversed":
                rows.reverse()
            yield f"{'/'.join(map(str, path))} {what}", data
    for name, terms in {"added": {"SIT": "System Integration Testing"}, "emptied": {}}.items():
        data = document("1.2")
        data["glossary"] = terms | ({} if name == "emptied" else data["glossary"])
        yield f"glossary {name}", data


def test_second_version_with_other_rows_comes_in_whole():
    """Further rows; removed, emptied and reversed lists are in `tests/long/whole/test_second_versions.py`."""
    comes_in_whole("added")


def comes_in_whole(*changes: str) -> None:
    take(document("1.1"))
    for name, data in second_versions(*changes):
        with transaction.atomic():
            imported = take(data)
            connection.check_constraints()  # those that wait for the end of the transaction
            assert imported.again == data, name
            assert all("{" not in sentence for sentence in imported.sentences), name
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("codes", "then", "state"),
    [([], ["BSC", "UNC"], "items"), (["BSC"], [], "none"), (["BSC"], ["UNC", "BSC"], "items")],
)
def test_other_codes_of_a_second_version_are_stated_anew(codes, then, state):
    first, second = document("1.1"), document("1.2")
    first["impacts"]["other_codes"], second["impacts"]["other_codes"] = codes, then
    release = take(first).version.release
    imported = take(second)
    impacts = composed(imported.version.release)["impacts"]
    assert (impacts["other_codes"], impacts["other_codes_state"]) == (then, state)
    assert [found.place for found in imported.differences if "other_codes" in found.place] == []
    assert release.pk == imported.version.release_id


def test_annexes_with_repeated_labels_have_a_place_each():
    """Labels that look like positions of other annexes once gave two deviations one path."""
    data = document("1.1")
    data["document"]["annexes"] = [{"label": label, "title": f"T{label}"} for label in ("2", "x/y", "x/y")]
    data["scope"]["targeted"] = data["scope"]["targeted"][:1]
    assert take(data).again == data


def test_name_with_an_underscore_has_an_address():
    assert take(document("1.1", name="Release a_b")).version.release.slug == "release-a-b"
    check_document(document("1.1", name="Release a_b"))
