"""Publishing of versions, independent of their state, and who reads them by class."""

from datetime import date

import pytest
from django.test import Client

from governance.versions.models import RidVersion
from governance.versions.operations.comments import comment_on
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.versions import (
    issue_draft,
    issue_for_comment,
    present_version,
    withdraw_version,
)
from governance.versions.queries.comments import comments_seen_by
from governance.versions.queries.differences import version_differences
from releases.operations.readers import set_readers
from releases.operations.releases import change_release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.governance.integrity.test_verify import findings
from tests.governance.meetings.deciding import decided, rendered
from tests.governance.versions.test_versions import edit
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 15)
PAGE = "/releases/november-2021/"


@pytest.fixture
def draft(examples, people):
    edit(people.analyst)
    return rendered(issue_draft(by=people.analyst, release=examples.november, changes="x", on=DAY))


def classed(release, people, name: str):
    """A draft of the release in a class, rendered and published."""
    change_release(
        by=people.analyst, release=release, fields={"classification": name}, token=AS_STORED, on=DAY
    )
    edit(people.analyst, f"be {name}.")
    version = rendered(issue_draft(by=people.analyst, release=release, changes="x", on=DAY))
    return publish_version(by=people.analyst, version=version, token=AS_STORED, on=DAY)


def opens(user, version) -> bool:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(version.get_absolute_url()).status_code == 200


def test_a_draft_is_published_as_it_is_frozen(draft, people):
    digest = draft.snapshot_id
    assert not opens(None, draft)
    version = publish_version(by=people.analyst, version=draft, token=draft.token, on=DAY)
    assert (version.published_on, version.state, version.snapshot_id) == (DAY, "draft", digest)
    assert opens(None, version)
    assert [step.move for step in version.steps.order_by("pk")] == ["draft", "publish"]
    assert Client().get(f"{PAGE}rid/latest.pdf").headers["Content-Type"] == "application/pdf"
    with pytest.raises(RuleBroken, match=r"0\.2 is already published"):
        publish_version(by=people.analyst, version=version, token=AS_STORED, on=DAY)


def test_a_published_draft_is_taken_back_for_a_reason(draft, people):
    version = publish_version(by=people.analyst, version=draft, token=AS_STORED, on=DAY)
    with pytest.raises(RuleBroken, match="Give a reason for unpublishing"):
        unpublish_version(by=people.analyst, version=version, token=AS_STORED, reason="", on=DAY)
    unpublish_version(by=people.analyst, version=version, token=AS_STORED, reason="Too early.", on=DAY)
    assert not opens(None, draft)
    entry = AuditEntry.objects.filter(action="governance.unpublish").get()
    assert (entry.reason, entry.changes) == ("Too early.", {"published_on": ["2021-10-15", None]})


def test_what_was_in_force_stays_published(published, people):
    with pytest.raises(RuleBroken, match="Versions that have been in force stay published"):
        unpublish_version(by=people.analyst, version=published, token=AS_STORED, reason="x", on=DAY)


def test_without_its_pdf_or_withdrawn_nothing_is_published(examples, people):
    edit(people.analyst)
    version = issue_draft(by=people.analyst, release=examples.november, changes="x", on=DAY)
    with pytest.raises(RuleBroken, match="is not ready yet"):
        publish_version(by=people.analyst, version=version, token=AS_STORED, on=DAY)
    withdraw_version(by=people.analyst, version=version, token=AS_STORED, reason="x", on=DAY)
    with pytest.raises(RuleBroken, match=r"is withdrawn\. Issue another"):
        publish_version(by=people.analyst, version=version, token=AS_STORED, on=DAY)


def test_only_users_with_the_permission_publish(draft, people):
    for name in ("chair", "delivery", "party", "administrator"):
        with pytest.raises(NotAllowed):
            publish_version(by=getattr(people, name), version=draft, token=AS_STORED, on=DAY)
    with pytest.raises(Stale):
        publish_version(by=people.analyst, version=draft, token=draft.token - 1, on=DAY)


def test_a_published_draft_does_not_replace_a_version_in_force(published, examples, people):
    change_release(
        by=people.analyst,
        release=examples.june,
        fields={"additions": ["No more."]},
        token=AS_STORED,
        reason="As agreed",
        on=DAY,
    )
    draft = issue_draft(by=people.analyst, release=examples.june, changes="x", on=DAY)
    publish_version(by=people.analyst, version=rendered(draft), token=AS_STORED, on=DAY)
    page = Client().get("/releases/june-2021/rid/latest.pdf")
    assert "june-2021-rid-8.0.pdf" in page.headers["Content-Disposition"]
    base, _ = version_differences(draft, frozenset())
    assert base.number == "8.0"


def test_green_is_for_parties_and_bodies(examples, people):
    version = classed(examples.november, people, "green")
    assert [
        opens(user, version) for user in (None, people.nobody, people.party, people.delivery, people.chair)
    ] == [
        *(False, False),
        *(True, True, True),
    ]
    client = Client()
    client.force_login(people.party)
    pdf = client.get(f"{PAGE}rid/latest.pdf")
    assert pdf.headers["Cache-Control"] == "private, no-store"
    assert "be green." in client.get(PAGE).content.decode()
    assert "be green." not in Client().get(PAGE).content.decode()


def test_amber_is_for_the_bodies_named(examples, people):
    version = classed(examples.november, people, "amber")
    assert not any(opens(user, version) for user in (None, people.party, people.tag, people.chair))
    tag = Body.objects.filter(key="tag")
    set_readers(
        by=people.analyst,
        release=examples.november,
        bodies=tag,
        people=[],
        token=AS_STORED,
        reason="x",
        on=DAY,
    )
    assert [opens(user, version) for user in (people.tag, people.chair, people.party)] == [True, False, False]
    client = Client()
    client.force_login(people.tag)
    assert "be amber." in client.get(PAGE).content.decode()


def test_red_is_for_the_people_named(examples, people):
    version = classed(examples.november, people, "red")
    set_readers(
        by=people.analyst,
        release=examples.november,
        bodies=[],
        people=[people.member],
        token=AS_STORED,
        reason="x",
        on=DAY,
    )
    assert [opens(user, version) for user in (people.member, people.chair, people.tag)] == [
        True,
        False,
        False,
    ]


def test_readers_are_named_on_their_page(examples, people, as_role):
    client = as_role("analyst")
    page = client.get(f"{PAGE}edit/readers/")
    token = page.context["form"]["token"].value()
    entered = {"bodies": ["tag"], "people": [people.member.email], "reason": "Vendor prices.", "token": token}
    assert client.post(f"{PAGE}edit/readers/", entered).status_code == 303
    entry = AuditEntry.objects.filter(action="releases.set_readers").get()
    assert entry.changes == {"bodies": [[], ["TAG"]], "people": [[], ["The member"]]}
    assert entry.reason == "Vendor prices."
    assert client.post(f"{PAGE}edit/readers/", entered).status_code == 409


def test_members_read_versions_presented_to_their_body_in_any_class(examples, people):
    change_release(
        by=people.analyst,
        release=examples.november,
        fields={"classification": "red"},
        token=AS_STORED,
        on=DAY,
    )
    edit(people.analyst)
    version = issue_draft(by=people.analyst, release=examples.november, changes="x", on=DAY)
    present_version(by=people.analyst, version=version, meeting_on=DAY, token=AS_STORED, on=DAY)
    assert [opens(user, version) for user in (people.chair, people.tag, people.party)] == [True, False, False]


def test_parties_are_not_asked_beyond_their_class(examples, people):
    change_release(
        by=people.analyst,
        release=examples.november,
        fields={"classification": "amber"},
        token=AS_STORED,
        on=DAY,
    )
    edit(people.analyst)
    version = issue_draft(by=people.analyst, release=examples.november, changes="x", on=DAY)
    with pytest.raises(RuleBroken, match="Parties read White and Green only"):
        issue_for_comment(
            by=people.analyst,
            version=version,
            until=DAY,
            bodies=Body.objects.filter(key__in=["parties", "tabasc"]),
            token=AS_STORED,
            on=DAY,
        )


def test_comments_are_read_by_their_body_and_the_deciding_body(examples, people):
    edit(people.analyst)
    bodies = Body.objects.filter(key__in=["parties", "tabasc"])
    version = issue_draft(
        by=people.analyst, release=examples.november, changes="x", comment_until=DAY, bodies=bodies, on=DAY
    )
    for name in ("party", "tabasc", "delivery"):
        comment_on(by=getattr(people, name), version=version, section="scope", text=f"Of {name}.", on=DAY)

    def read_by(name: str) -> list[str]:
        return [row.text for row in comments_seen_by(getattr(people, name), version)]

    everything = ["Of party.", "Of tabasc.", "Of delivery."]
    assert read_by("analyst") == everything
    assert [read_by(name) for name in ("party", "tabasc", "delivery", "chair")] == [
        *(["Of party."], ["Of tabasc."], ["Of delivery."], []),
    ]
    edit(people.analyst, "be presented.")
    second = issue_draft(by=people.analyst, release=examples.november, changes="y", on=DAY)
    second = present_version(by=people.analyst, version=second, meeting_on=DAY, token=AS_STORED, on=DAY)
    client = Client()
    client.force_login(people.chair)
    page = client.get(second.items.get().get_absolute_url()).content.decode()
    assert all(text in page for text in everything)
    assert "Scope, 0.2" in page


def test_pages_publish_and_take_back(draft, as_role):
    client, page = as_role("analyst"), draft.get_absolute_url()
    assert "Publish this draft" in client.get(page).content.decode()
    entered = {"publishing-token": draft.token}
    assert client.post(f"{page}publish/", entered).status_code == 303
    again = client.post(f"{page}publish/", entered)
    assert again.status_code == 409
    draft = RidVersion.objects.get(pk=draft.pk)
    empty = client.post(f"{page}unpublish/", {"publishing-token": draft.token, "publishing-reason": ""})
    assert "Give a reason. It is kept in the audit trail." in empty.content.decode()
    entered = {"publishing-token": draft.token, "publishing-reason": "Too early."}
    assert client.post(f"{page}unpublish/", entered).status_code == 303
    assert "Publish this draft" in client.get(page).content.decode()


def test_a_version_keeps_its_class_when_it_is_put_forward(examples, people):
    version = classed(examples.november, people, "red")
    change_release(
        by=people.analyst,
        release=examples.november,
        fields={"classification": "white"},
        token=AS_STORED,
        reason="As agreed",
        on=DAY,
    )
    bodies = Body.objects.filter(key="parties")
    common = {"by": people.analyst, "version": version, "until": DAY, "token": AS_STORED, "on": DAY}
    with pytest.raises(RuleBroken, match=r"0\.2 is marked Red"):
        issue_for_comment(bodies=bodies, **common)
    version = issue_for_comment(bodies=Body.objects.filter(key="tabasc"), **common)
    assert version.snapshot.issue["document"]["classification"] == "red"
    assert not opens(None, version)
    assert "be red." not in Client().get(PAGE).content.decode()


def test_a_withdrawn_draft_is_public_no_more(draft, people):
    version = publish_version(by=people.analyst, version=draft, token=AS_STORED, on=DAY)
    version = withdraw_version(by=people.analyst, version=version, token=AS_STORED, reason="Wrong", on=DAY)
    assert version.published_on is None
    assert not opens(None, version)
    assert Client().get(f"{PAGE}rid/latest.pdf").status_code == 404
    assert AuditEntry.objects.latest("position").changes["published_on"] == ["2021-10-15", None]


def test_differences_do_not_name_versions_the_user_may_not_open(examples, people):
    change_release(
        by=people.analyst,
        release=examples.november,
        fields={"classification": "red"},
        token=AS_STORED,
        on=DAY,
    )
    edit(people.analyst, "be a secret.")
    first = issue_draft(by=people.analyst, release=examples.november, changes="x", on=DAY)
    first = rendered(
        present_version(by=people.analyst, version=first, meeting_on=DAY, token=AS_STORED, on=DAY)
    )
    baseline = decided(first, people)
    change_release(
        by=people.analyst,
        release=examples.november,
        fields={"classification": "white"},
        token=AS_STORED,
        reason="As agreed",
        on=DAY,
    )
    edit(people.analyst, "be open.")
    second = issue_draft(by=people.analyst, release=examples.november, changes="y", on=DAY)
    second = present_version(
        by=people.analyst, version=second, meeting_on=date(2021, 10, 22), token=AS_STORED, on=DAY
    )
    client = Client()
    client.force_login(people.tag)
    assert client.get(baseline.get_absolute_url()).status_code == 404
    page = client.get(second.get_absolute_url()).content.decode()
    assert "be open." in page
    assert "be a secret." not in page


def test_the_deciding_body_sees_the_presented_version_before_a_published_one(published, examples, people):
    words = {"additions": ["Put to the Panel now."]}
    change_release(
        by=people.analyst, release=examples.june, fields=words, token=AS_STORED, reason="As agreed", on=DAY
    )
    draft = issue_draft(by=people.analyst, release=examples.june, changes="x", on=DAY)
    version = present_version(by=people.analyst, version=draft, meeting_on=DAY, token=AS_STORED, on=DAY)
    publish_version(by=people.analyst, version=rendered(version), token=AS_STORED, on=DAY)
    member = Client()
    member.force_login(people.member)
    assert "Put to the Panel now." in member.get("/releases/june-2021/").content.decode()
    assert "Put to the Panel now." not in Client().get("/releases/june-2021/").content.decode()


def test_a_member_of_a_body_who_belongs_to_a_party_comments_for_the_body(examples, people):
    edit(people.analyst)
    bodies = Body.objects.filter(key__in=["parties", "tabasc"])
    version = issue_draft(
        by=people.analyst, release=examples.november, changes="x", comment_until=DAY, bodies=bodies, on=DAY
    )
    both = UserFactory(roles=[("parties", "party"), ("tabasc", "member")])
    assert comment_on(by=both, version=version, section="scope", text="Hm.", on=DAY).body.key == "tabasc"


def test_a_draft_opened_past_the_application_is_named(draft):
    RidVersion.objects.filter(pk=draft.pk).update(published_on=DAY)
    assert (
        "November 2021 RID 0.2 has a different publication date from the audit trail, or should not be published."
        in findings()
    )
