"""How a SECAS analyst takes a release from nothing to a body: the usual steps, as data like the other help texts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step in a few sentences. `links`: URL names with their labels; pages of one release are named in the text."""

    title: str
    sentences: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


ANALYST_STEPS: tuple[Step, ...] = (
    Step(
        "Create a release",
        (
            "Choose its slot, year and kind. It gets the standard timetable and criteria; or start from an earlier "
            "release, or from a table of its scope.",
            "It is private until you publish a version, unless you untick that.",
        ),
        (("open-release", "Create a release"), ("open-from-table", "Create a release from a table")),
    ),
    Step(
        "Add a list to the scope",
        (
            "On the page of the release choose Edit, then Scope, then “Paste or upload a list”: references alone, or "
            "with title, status, cut-off and description.",
            "The preview says of each row whether the modification is known, new or in another release, and what you "
            "can do. A move needs a reason in its row.",
            "Modifications that are created have a public page at once, also in a private release.",
        ),
        (("releases", "Releases"), ("register", "Modifications")),
    ),
    Step(
        "Tick and summarise impacts",
        (
            "Under Impacts, tick on Participants who is affected and on Documents what changes.",
            "On Summary, write a point for each category: Enter adds a point, Tab or the tick makes it a sub-point, "
            "and # names the modification. “Not named yet” shows what is missing.",
            "What has no table (other industry codes, notes) is on “Statements and notes”.",
        ),
        (("releases", "Releases"),),
    ),
    Step(
        "Check",
        (
            "“Checks” on each edit page shows what contradicts itself and what is not entered yet, each with a link to "
            "the page that corrects it. Some corrections have a button.",
            "Only an error stops a version from being presented. Where an error is right as it is, waive it with a "
            "reason.",
        ),
        (("rules", "Document checks"),),
    ),
    Step(
        "Issue a draft",
        (
            "On the page of the release, “Next version” drafts the line for the document history. Choose “Issue a "
            "draft”.",
            "With a day under “Open for comment until”, the bodies that you tick are asked. Their comments are among "
            "your tasks, and the page of the version lists who was asked.",
        ),
        (("releases", "Releases"),),
    ),
    Step(
        "Present",
        (
            "Once the PDF is made, choose “Present” on the page of the draft, with the body and its meeting’s day. "
            "It is then on the agenda.",
            "Members read exactly this version. When the Chair has confirmed the outcome, it becomes the baseline and "
            "can be published.",
        ),
        (("meetings", "Meetings"),),
    ),
)
