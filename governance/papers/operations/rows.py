"""What the operations on papers share."""

from governance.meetings.models import Meeting
from governance.papers.models import Paper
from secrel.core.changes.operations import Token, take_token
from secrel.core.changes.targets import Target


def locked_paper(paper: Paper, token: Token) -> Paper:
    """Lock the meeting, then the paper, and take its token."""
    Meeting.objects.select_for_update(no_key=True).get(pk=paper.meeting_id)
    rows = Paper.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__body")
    paper = rows.get(pk=paper.pk)
    take_token(paper, token, lambda: {"state": paper.state}, "This paper")
    return paper


def target_of(paper: Paper) -> dict[str, str]:
    return {"target": Target.PAPER(*paper.address), "label": str(paper)}
