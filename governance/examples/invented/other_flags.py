"""Three small invented releases, which raise the flags that the December 2021 Example Release cannot raise itself.

One is live and not recorded, and its notice failed; one goes live next week without a go; one is to be baselined soon.
Only SECAS finds them.
"""

from governance.criteria.operations.criteria import copy_standard_criteria
from governance.examples.accounts import SECRETARY
from governance.examples.consultation_2020 import at
from governance.examples.story import REASON, day, person
from governance.meetings.operations.meetings import plan_meeting
from governance.notices.facts import DocumentFacts, NoticeFacts
from governance.notices.models import Notice
from governance.notices.operations.drafting import draft_notice
from governance.notices.operations.editing import set_notice_documents
from governance.notices.operations.publishing import note_failed_notice, schedule_notice
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from releases.operations.releases import create_release
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor
from secrel.core.models.people import Body

OPENED = "2021-08-02"
FAILURE = "Example: the disk of the server was full, so the PDF could not be stored."


def load(by: Actor) -> None:
    _passed(by)
    _near(by)
    _due(by)


def _release(by: Actor, slug: str, name: str, go_live_on: str, profile: str, slot: str = "") -> Release:
    return create_release(
        by=by,
        slug=slug,
        name=name,
        go_live_on=day(go_live_on),
        profile=profile,
        slot=slot,
        keep_private=True,
        on=day(OPENED),
    )


def _passed(by: Actor) -> None:
    """Its go-live was two days ago, and nobody recorded it. Its notice could not be published at its time."""
    release = _release(by, "mp909-example", "MP909 Example Release", "2021-10-13", Release.Profile.DOCUMENT)
    facts = NoticeFacts(
        title="MP909 Example Release implemented",
        form=Notice.Form.AD_HOC,
        effective_on=day("2021-10-13"),
        publish_on=day("2021-10-14"),
        release=release,
        changes=["Example: MP909 and what this notice states are invented."],
    )
    notice = draft_notice(by=by, facts=facts, on=day("2021-10-12"))
    common = {"notice": notice, "on": day("2021-10-12")}
    row = DocumentFacts(
        document=SecDocument.objects.get(designation="Section H"),
        by_designation=True,
        designation="Example: an invented designation",
    )
    set_notice_documents(by=by, rows=[row], token=AS_STORED, **common)
    schedule_notice(by=by, at=at("2021-10-14 09:00"), now=at("2021-10-12 11:00"), token=AS_STORED, **common)
    # Late on the day of the examples, so that it is not tried again on that day.
    late = {"now": at("2021-10-15 23:59:30"), "on": day("2021-10-14")}
    note_failed_notice(by=SYSTEM, notice=notice, failure=FAILURE, **late)


def _near(by: Actor) -> None:
    """It goes live in four Working Days without a go, without evidence, and without the baseline that was due today."""
    release = _release(
        by, "october-2021", "October 2021 Example Release", "2021-10-21", Release.Profile.SYSTEM, "november"
    )
    copy_standard_criteria(by=by, release=release, on=day(OPENED))
    rows = [("2021-10-15", "Panel baselines the RID for system-impacting modifications", REASON)]
    add_timeline_rows(by=by, release=release, rows=[*rows, (None, "Release go-live", "")], on=day(OPENED))


def _due(by: Actor) -> None:
    """Its baseline is due at the Panel's meeting in November."""
    panel = Body.objects.get(key="panel")
    _release(by, "may-2022", "May 2022 Example Release", "2022-05-12", Release.Profile.DOCUMENT, "june")
    plan_meeting(by=person(SECRETARY), body=panel, on=day("2021-11-12"), number="903")
