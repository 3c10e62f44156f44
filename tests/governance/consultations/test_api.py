"""The API of consultations: facts and counts; no draft, no confidential answer, no Amber one for strangers."""

import pytest
from django.test import Client

from governance.consultations.models import Consultation
from governance.consultations.operations.asking import close_consultation
from governance.consultations.operations.results import summarise_consultation
from secrel.core.changes.operations import AS_STORED
from tests.governance.consultations.asked import MEETING, answered, at, drafted, opened

pytestmark = pytest.mark.django_db
API = "/api/v1/consultations/"


def test_a_consultation_shows_counts_once_published_and_no_confidential_answer(examples, people, as_role):
    draft, row = drafted(people.analyst, title="A draft"), opened(people.analyst)
    answered(people.party, row, comment="Fine by us.")
    answered(people.nobody, row, is_confidential=True, organisation="Quiet Ltd", comment="Our secret.")
    address, owner = f"{API}{row.slug}/", as_role("analyst")
    for client in (Client(), owner):
        data = client.get(address).json()
        assert (data["counts"], data["total"], data["answers"]) == ([], None, [])
        assert client.get(f"{API}{draft.slug}/").status_code == 404
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}
    close_consultation(at=at("2020-03-13 08:00"), **common)
    summarise_consultation(summary=["Two answers."], **common)
    answer = owner.get(address)
    assert ("Our secret" in answer.content.decode(), "Quiet Ltd" in answer.content.decode()) == (False, False)
    data = Client().get(address).json()
    assert (data["total"]["answers"], data["total"]["confidential"]) == (2, 1)
    assert [(one["organisation"], one["comment"], one["is_late"]) for one in data["answers"]] == [
        ("Alpha Energy", "Fine by us.", False)
    ]
    assert (data["deadline"], data["deadline_words"]) == (
        "2020-03-12T17:30:00Z",
        "close of play on Thursday, 12 March 2020",
    )
    assert (data["state"], data["release"], data["run_by"], data["decided_by"]) == (
        *("closed", "june-2020", "secas", "panel"),
    )


def test_the_list_is_filtered_by_state_and_release(examples, people):
    row = opened(people.analyst)

    def slugs(**filters):
        return [one["slug"] for one in Client().get(API, filters).json()["results"]]

    assert slugs(state="open") == [row.slug]
    assert slugs(state="decided") == ["june-2020-go-live"]
    assert slugs(release="june-2020") == [row.slug, "june-2020-go-live"]
    assert slugs(release="june-2021") == []
    for wrong in ({"state": "draft"}, {"release": "june-1999"}, {"body": "nobody"}):
        assert Client().get(API, wrong).json()["errors"][0]["field"] in wrong
    Consultation.objects.filter(pk=row.pk).update(is_amber=True)
    assert slugs(state="open") == []
    assert Client().get(f"{API}{row.slug}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(examples, people, django_assert_num_queries, count):
    for number in range(count):
        opened(people.analyst, title=f"Question {number}")
    with django_assert_num_queries(1):
        assert len(Client().get(API, {"state": "open"}).json()["results"]) == count
