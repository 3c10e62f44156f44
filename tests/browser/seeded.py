"""What the examples lack for a sweep of every page: second versions, an action, a pack, an Amber consultation."""

SEED = """
from dataclasses import fields
from datetime import date, timedelta
from django.conf import settings
settings.TODAY = date(2021, 10, 15)  # as the processes have it
from governance.consultations.operations.asking import ConsultationFacts, draft_consultation, open_consultation
from governance.examples.accounts import ANALYST, SECRETARY
from governance.examples.sources import ENDS
from governance.examples.story import day, person
from governance.meetings.models import Meeting
from governance.meetings.operations.actions import record_action
from governance.meetings.operations.meetings import plan_meeting
from governance.notices.facts import NoticeFacts
from governance.notices.models import Notice
from governance.notices.operations.editing import set_notice
from governance.notices.operations.publishing import correct_notice, publish_notice
from governance.packs.operations.packs import make_pack
from governance.papers.operations.drafting import draft_paper, edit_paper
from governance.papers.operations.issuing import issue_paper
from releases.models.releases import Release
from releases.operations.life import end_sources
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates.clock import moment, today
from secrel.core.models.people import Body

analyst, secretary, on = person(ANALYST), person(SECRETARY), today()
panel, kept = Body.objects.get(key="panel"), {"token": AS_STORED, "on": on}

plan_meeting(by=secretary, body=panel, on=date(2021, 10, 29), number="97")
paper = draft_paper(by=analyst, body=panel, meeting_on=date(2021, 10, 29), item=5, on=on)
issue_paper(by=analyst, paper=paper, late_reason="The DCC answered late.", **kept)
edit_paper(by=analyst, paper=paper, fields={"purpose": ["It reports the releases of 2022."]}, **kept)
issue_paper(by=analyst, paper=paper, late_reason="The DCC answered late.", changes="Another purpose.", **kept)

notice = Notice.objects.get(slug="2020-05-29-mp123")
correct_notice(by=analyst, notice=notice, **kept)
notice.refresh_from_db()
said = {field.name: getattr(notice, field.name) for field in fields(NoticeFacts)} | {"help": ["Ask SECAS."]}
set_notice(by=analyst, notice=notice, facts=NoticeFacts(**said), **kept)
publish_notice(by=analyst, notice=notice, corrected=["Where to get help."], **kept)

held = Meeting.objects.get(body__key="csc", on=date(2021, 9, 28))
record_action(
    by=secretary, meeting=held, what="Tell Parties of the change.", owner=analyst,
    due_on=on + timedelta(7), on=on,
)
make_pack(by=secretary, meeting=held, on=on)

facts = ConsultationFacts(
    title="A quiet question", question=["Does it affect you?"], reasons=["One organisation tests it alone."],
    deadline_on=on + timedelta(7), is_amber=True, organisations=["Example Supplier"],
    reading_bodies=[Body.objects.get(key="tag")],
)
amber = draft_consultation(by=analyst, kind="other", release=None, facts=facts, on=on)
open_consultation(by=analyst, consultation=amber, at=moment(), **kept)

for slug in ("june-2021", "november-2022"):
    until, note = ENDS[slug]
    release = Release.objects.get(slug=slug)
    end_sources(by=analyst, release=release, until=day(until), note=note, **kept)
print(paper.get_absolute_url(), notice.get_absolute_url(), amber.get_absolute_url())
"""
