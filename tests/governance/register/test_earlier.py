"""A release from an earlier one, and one that is private until first published, as a browser sends them."""

from datetime import date

import pytest

from governance.criteria.queries.standard import standard_criteria
from governance.register.operations.earlier import open_from_earlier
from governance.register.queries.earlier import TakenOver, plan_from
from governance.register.queries.standing import standing, taken
from governance.register.timetables import TIMETABLES
from governance.versions.operations.freezing import end_privacy
from governance.versions.operations.versions import issue_draft, issue_for_comment
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.readers import set_readers
from releases.operations.sections import set_notes
from releases.operations.testing import set_test_strategy
from releases.operations.timeline import add_neighbour, set_programme
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry

NEW = "/releases/new/"
ENTERED = {"slot": "june", "year": "2023", "profile": "document_only", "go_live_on": "", "name": ""}


@pytest.fixture
def earlier(examples) -> Release:
    """June 2021 with standing notes, a test strategy, a related programme and readers."""
    june = examples.june
    common = {
        "by": SYSTEM,
        "release": june,
        "token": AS_STORED,
        "reason": "As agreed",
        "on": date(2021, 6, 1),
    }
    notes = ["The scope may change.", "MP078 is complex.", "It costs £1,000.", "In 2021 too."]
    set_notes(key=Section.Key.SCOPE, notes=notes, **common)
    set_test_strategy(dcc_approach=["Twice.", "For MP078 once."], user_approach=None, **common)
    set_readers(bodies=[Body.objects.get(key="tag")], people=[], **common)
    programme = set_programme(by=SYSTEM, slug="moc", name="SMETS1 MOC")
    add_neighbour(
        by=SYSTEM, release=june, programme=programme, kind="aligned", note="Same tests", reason="As agreed"
    )
    return june


def test_a_release_is_created_from_an_earlier_one_after_its_preview(earlier, as_role):
    client = as_role("analyst")
    assert f'value="{earlier.slug}" selected' in client.get(f"{NEW}?from={earlier.slug}").content.decode()
    entered = ENTERED | {"earlier": earlier.slug, "take": TakenOver.values, "keep_private": "on"}
    entered["reason"] = "It is set up alike."
    unseen = client.post(NEW, entered)
    assert (unseen.status_code, Release.objects.filter(slug="june-2023").exists()) == (200, False)
    assert "Nothing is saved yet. Check what is taken over from the June 2021" in unseen.content.decode()
    assert "note-red" not in unseen.content.decode()
    assert "programmes" not in client.get(NEW).context["form"]["take"].value()
    looked = client.post(NEW, entered | {"look": "1"})
    plan, page = looked.context["plan"], looked.content.decode()
    assert (looked.status_code, Release.objects.filter(slug="june-2023").exists()) == (200, False)
    assert "Left out: it names MP078" in page
    assert "Left out: it states £1,000" in page
    assert "Check after creating the release: it names 2021" in page
    entered["seen"] = looked.context["form"]["seen"].value()
    assert client.post(NEW, entered)["Location"] == "/releases/june-2023/edit/"

    release = Release.objects.get(slug="june-2023")
    assert (release.profile, str(release.go_live_on)) == (earlier.profile, "2023-06-29")
    assert release.private_until_published
    rows = list(release.timeline.select_related("release"))
    assert [(row.event, str(row.date)) for row in rows] == [
        (line.row.event, str(line.row.date)) for line in plan.timetable
    ]
    assert [(row.steps, row.body, str(row.actual)) for row in rows] == [
        (row.steps, row.body, "") for row in earlier.timeline.all()
    ]
    assert release.sections.get(key="scope").notes == ["The scope may change.", "In 2021 too."]
    assert (release.test_strategy.dcc_approach, release.test_strategy.user_approach) == (["Twice."], None)
    assert list(release.criteria.values_list("category", "text")) == list(
        earlier.criteria.values_list("category", "text")
    )
    assert str(release.neighbours.get().programme) == "SMETS1 MOC"
    assert [body.key for body in release.reading_bodies.all()] == ["tag"]
    assert not ScopeItem.objects.filter(release=release).exists()
    entry = AuditEntry.objects.filter(action="governance.open_from_earlier").latest("position")
    assert (entry.reason, entry.actor_name) == ("It is set up alike.", "The analyst")
    assert entry.changes["created from"] == [None, "June 2021 SEC Release"]
    caused = AuditEntry.objects.filter(cause=entry.position)
    assert {"releases.create", "releases.set_timeline"} < set(caused.values_list("action", flat=True))


def test_a_plan_that_changed_since_it_was_seen_is_shown_again(earlier, as_role):
    client = as_role("analyst")
    entered = ENTERED | {"earlier": earlier.slug, "take": ["programmes"]}
    entered["seen"] = client.post(NEW, entered | {"look": "1"}).context["form"]["seen"].value()
    earlier.neighbours.update(note="Other tests")
    again = client.post(NEW, entered)
    assert (again.status_code, "Other tests" in again.content.decode()) == (422, True)
    entered["seen"] = again.context["form"]["seen"].value()
    assert client.post(NEW, entered).status_code == 303
    release = Release.objects.get(slug="june-2023")
    standard = [row.event for row in TIMETABLES[release.profile]]
    assert list(release.timeline.values_list("event", flat=True)) == standard
    entry = AuditEntry.objects.filter(action="governance.open_from_earlier").latest("position")
    assert entry.reason == "Created from the June 2021 SEC Release."


def test_what_is_not_taken_over_is_the_standard_of_its_kind(earlier, analyst):
    facts = {"slug": "x", "name": "X", "slot": "", "go_live_on": None, "on": date(2021, 10, 1), "take": []}
    with pytest.raises(RuleBroken, match="Check what is taken over from the June 2021"):
        open_from_earlier(by=analyst, earlier=earlier, seen="", **facts)
    seen = plan_from(earlier, None, []).digest
    release = open_from_earlier(by=analyst, earlier=earlier, seen=seen, **facts)
    assert release.criteria.count() == len(standard_criteria(earlier.profile))
    assert not release.neighbours.exists()
    assert [section.notes for section in release.sections.all()] == [[]] * 6


def test_texts_about_scope_or_figures_are_not_standing():
    texts = ["Tests in two rounds.", "DP173 first.", "Costs £ 3,000.", "CR1088 is beside it.", "Until 2021."]
    assert taken(standing(texts)) == ["Tests in two rounds.", "Until 2021."]
    assert standing(texts)[4].check == "Check after creating the release: it names 2021"


def test_a_private_release_is_found_by_nobody_outside_until_published(examples, people, as_role, client):
    analyst = as_role("analyst")
    assert analyst.post(NEW, ENTERED | {"keep_private": "on"}).status_code == 303
    release = Release.objects.get(slug="june-2023")
    alone = ["/releases/june-2023/", "/releases/june-2023/rid/", "/releases/june-2023/over-time/"]
    alone += ["/calendar/releases/june-2023.ics", "/api/v1/releases/june-2023/"]
    lists = ["/", "/releases/", "/modifications/", "/search/?q=June+2023", "/timeline/", "/calendar/"]
    lists += ["/sitemap.xml", "/api/v1/releases/", "/modifications/?release=june-2023"]
    for someone in (client, as_role("nobody")):
        assert {someone.get(path).status_code for path in alone} == {404}
        for path in lists:
            page = someone.get(path).content.decode()
            assert "June 2023 SEC Release" not in page, path
            assert "/june-2023/" not in page, path
    for role in ("analyst", "member", "delivery"):
        assert as_role(role).get("/releases/june-2023/").status_code == 200
    draft = issue_draft(by=people.analyst, release=release, changes="All.", on=date(2021, 10, 15))
    common = {"by": people.analyst, "version": draft, "token": AS_STORED, "on": date(2021, 10, 15)}
    asked = Body.objects.filter(key="parties")
    issue_for_comment(**common, until=date(2021, 10, 29), bodies=asked)
    for path in ("/releases/june-2023/", draft.get_absolute_url()):  # the link in the message that they get
        assert [as_role(role).get(path).status_code for role in ("party", "nobody")] == [200, 404]
    assert "Asked to comment" in as_role("analyst").get(draft.get_absolute_url()).content.decode()
    end_privacy(release, "amber")
    assert release.private_until_published
    end_privacy(release, "white")
    assert client.get("/releases/june-2023/?fresh=1").status_code == 200


def test_a_private_release_is_opened_to_others_and_never_closed_again(examples, as_role, client):
    analyst = as_role("analyst")
    analyst.post(NEW, ENTERED | {"keep_private": "on"})
    path = "/releases/june-2023/edit/"
    form = analyst.get(path).context["form"]
    assert analyst.post(path, {"classification": "white", "was": form["was"].value()}).status_code == 303
    assert client.get("/releases/june-2023/").status_code == 200
    again = {"classification": "white", "private_until_published": "on", "was": form["was"].value()}
    assert analyst.post(path, again).status_code != 303
    assert not Release.objects.get(slug="june-2023").private_until_published
