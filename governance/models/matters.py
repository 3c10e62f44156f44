"""What a body can be asked, and what it can answer. Source: DOMAIN 2, 4, 6."""

from dataclasses import dataclass

from django.db import models


class Result(models.TextChoices):
    BASELINED = "baselined", "Baselined"
    SUBJECT = "subject", "Baselined, subject to named changes"
    RETURNED = "returned", "Returned"
    RECOMMENDED = "recommended", "Recommended"
    CONDITIONAL = "conditional", "Recommended with conditions"
    NOT_RECOMMENDED = "not_recommended", "Not recommended"
    GO = "go", "Go"
    GO_CONDITIONS = "go_conditions", "Go, with conditions"
    NO_GO = "no_go", "No-go"
    DEFERRED = "deferred", "Deferred"
    VIEW_GIVEN = "view_given", "View given"
    REVIEWED = "reviewed", "Reviewed"
    APPROVED = "approved", "Approved"
    AGREED = "agreed", "Agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


AGAINST = {Result.RETURNED, Result.NOT_RECOMMENDED, Result.NO_GO, Result.NOT_AGREED}
"""Results of votes that are not carried; with DEFERRED they need a reason."""
OPEN = {Result.DEFERRED}
"""What no vote carries or defeats: the body asks again."""
CONDITIONS = {Result.CONDITIONAL, Result.GO_CONDITIONS}


class Matter(models.TextChoices):
    BASELINE = "baseline", "Baseline"
    RECOMMEND = "recommend", "Recommend on acceptance"
    GO = "go", "Go/no-go"
    ADVISE = "advise", "Advise on testing"
    TESTING = "testing", "Decide on testing"
    STANDARD = "standard", "Agree the standard criteria"
    MOTION = "motion", "Motion"


@dataclass(frozen=True)
class Asked:
    """How a matter is named on an agenda, what the body is asked in words, and what it may answer."""

    title: str
    sentence: str
    results: tuple[Result, ...]


FITS = {
    "draft_tad": {Result.VIEW_GIVEN, Result.RETURNED, Result.DEFERRED},
    "tad": {Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.REVIEWED, Result.RETURNED, Result.DEFERRED},
    "sit": {Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.APPROVED, Result.RETURNED, Result.DEFERRED},
    "uit": {Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.APPROVED, Result.RETURNED, Result.DEFERRED},
}
"""Results that fit a kind of testing deliverable: a TAD is reviewed, a report approved, a draft gets a view."""

MATTERS = {
    Matter.BASELINE: Asked(
        "Baseline {subject}",
        "The {body} is asked to BASELINE {subject}, which becomes the document in force for the {release}.",
        (Result.BASELINED, Result.SUBJECT, Result.RETURNED),
    ),
    Matter.RECOMMEND: Asked(
        "Recommend on {subject}",
        "The {body} is asked to RECOMMEND whether the {release} can go live, as far as the criteria that it "
        "reviews show.",
        (Result.RECOMMENDED, Result.CONDITIONAL, Result.NOT_RECOMMENDED, Result.DEFERRED),
    ),
    Matter.GO: Asked(
        "Go/no-go on {subject}",
        "The {body} is asked to DECIDE whether the {release} goes live, on its acceptance criteria and on what "
        "was recommended.",
        (Result.GO, Result.GO_CONDITIONS, Result.NO_GO, Result.DEFERRED),
    ),
    Matter.ADVISE: Asked(
        "Advise on {subject}",
        "The {body} is asked for its VIEW on {subject}, for the body that decides on it.",
        (Result.VIEW_GIVEN, Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.RETURNED, Result.DEFERRED),
    ),
    Matter.TESTING: Asked(
        "Decide on {subject}",
        "The {body} is asked to APPROVE {subject}.",
        (Result.REVIEWED, Result.APPROVED, Result.RETURNED, Result.DEFERRED),
    ),
    Matter.STANDARD: Asked(
        "Agree {subject} of the acceptance criteria",
        "The {body} is asked to AGREE {subject}: the acceptance criteria by which releases are measured from then on.",
        (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED),
    ),
    Matter.MOTION: Asked(
        "{subject}",
        "The {body} is asked to AGREE: {subject}",
        (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED),
    ),
}
