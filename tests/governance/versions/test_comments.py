"""Comments: from the bodies asked, about a section, until the closing day; answered, resolved, never changed."""

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
def asked(examples, analyst, tabasc):
    """A draft that the TABASC and the Operations Group are asked to comment on."""
    edit(analyst)
    bodies = Body.objects.filter(key__in=["tabasc", "operations-group"])
    return issue_draft(
        by=analyst, release=examples.november, changes="x", comment_until=CLOSES, bodies=bodies, on=MEETING
    )


def test_a_draft_for_comment_says_so_and_tells_the_bodies(asked, tabasc):
    assert (asked.state, asked.comment_until) == ("comment", CLOSES)
    assert asked.snapshot.issue["document"]["status"] == "Draft for comment until 22 October 2021"
    draft, comment = asked.steps.order_by("pk")
    assert draft.snapshot.content_id == comment.snapshot.content_id
    told = Notification.objects.get(user=tabasc)
    assert told.subject == "November 2021 RID 0.2 is open for comment until 22 October 2021"


def test_a_comment_is_about_a_section_and_is_answered(asked, tabasc, analyst):
    comment = comment_on(by=tabasc, version=asked, section="timeline", text="When is UIT?", on=CLOSES)
    assert (comment.body.key, comment.is_resolved) == ("tabasc", False)
    answer_comment(by=analyst, comment=comment, text="We ask the DCC.", resolves=False, on=CLOSES)
    assert not Comment.objects.get().is_resolved
    answer_comment(by=analyst, comment=comment, text="In May.", resolves=True, on=CLOSES)
    assert Comment.objects.get().is_resolved
    assert [row.text for row in Answer.objects.all()] == ["We ask the DCC.", "In May."]
    assert Notification.objects.filter(user=tabasc, body="In May.").exists()


def test_comments_close_with_their_day(asked, tabasc):
    with pytest.raises(RuleBroken, match="Comments closed on 22 October 2021"):
        comment_on(by=tabasc, version=asked, section="scope", text="Late.", on=date(2021, 10, 23))


def test_a_comment_is_about_a_section_that_the_document_has(asked, tabasc):
    with pytest.raises(RuleBroken, match="“weather” is no section of the document"):
        comment_on(by=tabasc, version=asked, section="weather", text="Rain.", on=CLOSES)
    for section in (*CHAPTERS, "document"):
        comment_on(by=tabasc, version=asked, section=section, text="Why?", on=CLOSES)
    titles = {comment.section_title for comment in Comment.objects.all()}
    assert titles == {"The document as a whole", *(BY_KEY[key].title for key in CHAPTERS)}


@pytest.mark.parametrize("who", ["member", "administrator", "nobody"])
def test_who_was_not_asked_does_not_comment(asked, people, who):
    with pytest.raises(NotAllowed):
        comment_on(by=getattr(people, who), version=asked, section="scope", text="Hm.", on=MEETING)
    assert not Comment.objects.exists()


def test_a_draft_that_nobody_was_asked_about_takes_no_comment(examples, tabasc):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match=r"0\.1 is draft: it takes no comments"):
        comment_on(by=tabasc, version=draft, section="scope", text="Hm.", on=MEETING)


def test_a_period_that_ends_before_it_begins_is_refused(examples, analyst):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match="ends before the draft is issued"):
        issue_for_comment(by=analyst, version=draft, until=date(2021, 10, 1), token=AS_STORED, on=MEETING)


def test_the_bodies_asked_open_the_draft_and_comment_on_its_page(asked, client, tabasc, as_role):
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


def test_an_answer_that_is_refused_comes_back_as_it_was_typed(asked, tabasc, as_role):
    comment_on(by=tabasc, version=asked, section="scope", text="Hm.", on=MEETING)
    response = as_role("analyst").post(f"{VERSION}comments/1/", {"answer-text": "A" * 4001})
    assert response.status_code == 422
    assert "A" * 4001 in response.content.decode()
