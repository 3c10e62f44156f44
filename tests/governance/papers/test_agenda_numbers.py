"""An agenda lists its items in the order of their numbers: those of a paper have the number of the paper's item."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from governance.meetings.models import Item, Meeting
from governance.packs.compose.minutes import compose_minutes
from governance.packs.compose.pack import compose_pack

pytestmark = pytest.mark.django_db
PANEL = "/meetings/panel/2020-01-17/"


def test_the_questions_of_the_paper_for_item_23_are_numbered_by_it(examples, as_role):
    meeting = Meeting.objects.get(body__key="panel", on=date(2020, 1, 17))
    page = as_role("analyst").get(PANEL).content.decode()
    numbers = ["23.1", "23.2", "23.3", "23.4"]
    places = [page.index(f">{number}. ") for number in numbers]
    assert places == sorted(places)
    assert [row.number for row in compose_minutes(meeting, date(2020, 1, 17)).content.items] == numbers
    pack = compose_pack(meeting, date(2020, 1, 17))
    assert [row.number for row in pack.items if row.number] == numbers
    assert meeting.items.get(order=1).get_absolute_url() == f"{PANEL}1/"  # addresses stay


def test_agendas_from_before_are_numbered_by_the_migration(examples):
    numbers = dict(Item.objects.exclude(paper_number=None).values_list("pk", "paper_part"))
    Item.objects.update(paper_number=None, paper_part=None)
    import_module("governance.migrations.0057_agenda_numbers").number_items(apps, None)
    assert dict(Item.objects.exclude(paper_number=None).values_list("pk", "paper_part")) == numbers
    assert set(Item.objects.filter(meeting__on=date(2020, 1, 17)).values_list("paper_number", flat=True)) == {
        23
    }


def test_an_agenda_is_ordered_by_numbers_and_not_by_when_items_came(examples):
    meeting = Meeting.objects.get(body__key="panel", on=date(2020, 1, 17))
    like = meeting.items.first()
    common = {"meeting": meeting, "kind": "motion", "words": "Agree.", "content_digest": like.content_digest}
    for order, number, part in ((5, 9, 2), (6, 9, 1), (7, None, None), (8, 7, 1)):
        Item.objects.create(order=order, paper_number=number, paper_part=part, **common)
    listed = [item.number for item in meeting.items.in_agenda_order()]
    assert listed == ["7", "7.1", "9.1", "9.2", "23.1", "23.2", "23.3", "23.4"]
