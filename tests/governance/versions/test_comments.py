"""Comments on a section, by the bodies asked, until the closing date, and the answers to them."""

from datetime import date

import pytest

from governance.documents.rid.document import BY_KEY, CHAPTERS
from governance.versions.models import Answer, Comment, RidVersion
from governance.versions.operations.comments import answer_comment, comment_on
from governance.versions.operations.versions import issue_draft, issue_for_comment
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body
from tests.governance.versions.test_versions import MEETING, edit
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
CLOSES = date(2021, 10, 22)
VERSION = "/releases/november-2021/rid/0.2/"


@pytest.fixture
def tabasc(db):
    return UserFactory(name="The architect", roles=[("tabasc", "member")])


@pytest.fixture
def open_draft(examples, analyst, tabasc):
    """A draft that the TABASC and the Operations Group are asked to comment on."""
    edit(analyst)
    bodies = Body.objects.filter(key__in=["tabasc", "operations-group"])
    return issue_draft(
        by=analyst, release=examples.november, changes="x", comment_until=CLOSES, bodies=bodies, on=MEETING
    )


def test_a_draft_for_comment_has_a_status_line_and_notifies_the_bodies(open_draft, tabasc):
    assert (open_draft.state, open_draft.comment_until) == ("comment", CLOSES)
    assert open_draft.snapshot.issue["document"]["status"] == "Draft for comment until 22 October 2021"
    draft, comment = open_draft.steps.order_by("pk")
    assert draft.snapshot.content_id == comment.snapshot.content_id
    notification = Notification.objects.get(user=tabasc)
    assert notification.subject == "November 2021 RID 0.2 is open for comment until 22 October 2021"


def test_a_comment_is_about_a_section_and_is_answered(open_draft, tabasc, analyst):
    comment = comment_on(by=tabasc, version=open_draft, section="timeline", text="When is UIT?", on=CLOSES)
    assert (comment.body.key, comment.is_resolved) == ("tabasc", False)
    answer_comment(by=analyst, comment=comment, text="We ask the DCC.", resolves=False, on=CLOSES)
    assert not Comment.objects.get().is_resolved
    answer_comment(by=analyst, comment=comment, text="In May.", resolves=True, on=CLOSES)
    assert Comment.objects.get().is_resolved
    assert [row.text for row in Answer.objects.all()] == ["We ask the DCC.", "In May."]
    assert Notification.objects.filter(user=tabasc, body="In May.").exists()


def test_comments_close_after_the_closing_date(open_draft, tabasc):
    with pytest.raises(RuleBroken, match=r"Comments on 0\.2 closed on 22 October 2021"):
        comment_on(by=tabasc, version=open_draft, section="scope", text="Late.", on=date(2021, 10, 23))


def test_a_comment_needs_an_existing_section(open_draft, tabasc):
    with pytest.raises(RuleBroken, match="“weather” is not a section of the document"):
        comment_on(by=tabasc, version=open_draft, section="weather", text="Rain.", on=CLOSES)
    for section in (*CHAPTERS, "document"):
        comment_on(by=tabasc, version=open_draft, section=section, text="Why?", on=CLOSES)
    titles = {comment.section_title for comment in Comment.objects.all()}
    assert titles == {"The document as a whole", *(BY_KEY[key].title for key in CHAPTERS)}


@pytest.mark.parametrize("who", ["member", "administrator", "nobody"])
def test_users_who_were_not_asked_cannot_comment(open_draft, people, who):
    with pytest.raises(NotAllowed):
        comment_on(by=getattr(people, who), version=open_draft, section="scope", text="Hm.", on=MEETING)
    assert not Comment.objects.exists()


def test_a_draft_not_issued_for_comment_takes_no_comments(examples, tabasc):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match=r"0\.1 is draft, so you cannot comment on it"):
        comment_on(by=tabasc, version=draft, section="scope", text="Hm.", on=MEETING)


def test_a_period_that_ends_before_it_begins_is_refused(examples, analyst):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match="closing date for comments is in the past"):
        issue_for_comment(by=analyst, version=draft, until=date(2021, 10, 1), token=AS_STORED, on=MEETING)


def test_the_bodies_asked_open_the_draft_and_comment_on_its_page(open_draft, client, tabasc, as_role):
    client.force_login(tabasc)
    assert client.get(VERSION).status_code == 200
    entered = {"comment-section": "costs", "comment-text": "<b>Where</b> are the costs?"}
    page = client.post(f"{VERSION}comments/", entered, follow=True).content.decode()
    assert "&lt;b&gt;Where&lt;/b&gt; are the costs?" in page
    assert as_role("member").get(VERSION).status_code == 404  # the Panel was not asked
    assert as_role("delivery").get(VERSION).status_code == 200
    answer = {"answer-text": "In 0.3.", "answer-resolves": "on"}
    assert as_role("analyst").post(f"{VERSION}comments/1/", answer).status_code == 303
    page = client.get(VERSION).content.decode()
    assert "In 0.3." in page
    assert "Resolved" in page


def test_a_refused_answer_is_shown_again_as_entered(open_draft, tabasc, as_role):
    comment_on(by=tabasc, version=open_draft, section="scope", text="Hm.", on=MEETING)
    response = as_role("analyst").post(f"{VERSION}comments/1/", {"answer-text": "A" * 4001})
    assert response.status_code == 422
    assert "A" * 4001 in response.content.decode()
