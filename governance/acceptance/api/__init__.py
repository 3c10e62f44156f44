"""The API of acceptance: evidence, deliverables, criteria, conditions and what follows a go-live."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.acceptance.forms.lists import EvidenceFilter
from governance.acceptance.models import (
    SEVERITIES,
    Condition,
    Deliverable,
    Evidence,
    Implementation,
    Kind,
    Question,
    Verdict,
)
from governance.acceptance.operations.asking_acceptance import ask_go, ask_recommendation
from governance.acceptance.operations.conditions import close_condition, reopen_condition, report_condition
from governance.acceptance.operations.criteria import set_criteria
from governance.acceptance.operations.deliverables import (
    ask_on_deliverable,
    consult_on_tad,
    submit_deliverable,
)
from governance.acceptance.operations.evidence import (
    change_evidence,
    discard_evidence,
    draft_evidence,
    release_evidence,
)
from governance.acceptance.operations.going_live import set_implementation
from governance.acceptance.operations.reviews import (
    ask_about_evidence,
    reply_about_evidence,
    review_criterion,
)
from governance.acceptance.queries.deliverables import deliverables_of
from governance.acceptance.queries.evidence import (
    basis_of,
    closed_spans,
    evidence_seen_by,
    pieces_of,
    reads_text,
)
from governance.criteria.models import Category, Criterion
from modifications.models.documents import SecDocument
from releases.models.releases import Section
from secrel.core.api.fields import With, as_dict, as_tuple
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.web.http import found_or_404

R = "releases/{release}/"
READS = (Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)


def _evidence(request: Request, text: str, found: Found) -> Evidence:
    let_in(request, *READS)
    rows = Evidence.objects.filter(release=found["release"], receipt=text).select_related("release", "body")
    return found_or_404(evidence_seen_by(request.user, rows), "evidence that you may see")


def _criterion(request: Request, text: str, found: Found) -> Criterion:
    let_in(request, *READS)
    category, _, number = text.rpartition("-")
    rows = found["release"].criteria.filter(category=category, number=int(number))
    return found_or_404(rows.select_related("release", "owner", "reviewer"), "criterion")


def _deliverable(request: Request, text: str, found: Found) -> Deliverable:
    let_in(request, *READS)
    kind, _, number = text.rpartition("-")
    rows = found["release"].deliverables.filter(kind=kind, number=int(number))
    return found_or_404(rows.select_related("release", "file", "submitted_by"), "deliverable")


def _condition(request: Request, text: str, found: Found) -> Condition:
    let_in(request, *READS)
    rows = found["release"].conditions.filter(number=int(text)).select_related("release", "owner")
    return found_or_404(rows, "condition")


def _questions(request: Request, found: Found) -> list[Question]:
    """The questions about a criterion that the person may read."""
    criterion = found["criterion"]
    spans = closed_spans([criterion])
    rows = criterion.questions.select_related("body").order_by("pk")
    return [row for row in rows if reads_text(request.user, criterion, row, spans)]


def _question(request: Request, text: str, found: Found) -> Question:
    rows = _questions(request, found)
    return found_or_404(rows[int(text) - 1 : int(text)], "question")


CATEGORIES = "|".join(Category.values)
KINDS = "|".join(Kind.values)
place("evidence", "E-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", _evidence, "Its receipt number.", "E-2021-AAAA-BBBB")
place("criterion", f"(?:{CATEGORIES})-[0-9]{{1,3}}", _criterion, "Its category and number.", "testing-1")
place("deliverable", f"(?:{KINDS})-[0-9]{{1,3}}", _deliverable, "Its kind and number.", "tad-1")
place("question", "[1-9][0-9]{0,2}", _question, "Its place among those that you may read.", "1")
place("condition", "[0-9]{1,3}", _condition, "Its number.", "1")

PIECE: dict[str, Any] = {
    "receipt": str,
    "state": str,
    "body": Body,
    "text": str,
    "classification": str,
    "defects": serializers.DictField(child=serializers.IntegerField()),
    "expires_on": serializers.DateField(allow_null=True),
    "files": list[as_tuple("HandedInFile", name=str, digest=str)],
    "digest": str,
}


def _piece(request: Request, found: Found) -> dict[str, Any]:
    row: Evidence = found["evidence"]
    row.refresh_from_db()
    names = ("receipt", "state", "body", "text", "classification", "defects", "expires_on", "digest")
    return {
        **{name: getattr(row, name) for name in names},
        "criteria": [criterion.key for criterion in row.criteria.all()],
        "files": [{"name": file.name, "digest": file.file_id} for file in row.files.all()],
    }


EVIDENCE = Resource(
    f"{R}evidence/{{evidence}}/",
    PIECE | {"criteria": list[str]},
    read=_piece,
    version=lambda found: found["evidence"].token,
    needs=READS,
    about="A piece of evidence: a draft, or what was released.",
)
PIECES = Listing(
    f"{R}evidence/",
    {
        "receipt": str,
        "state": str,
        "body": Body,
        "classification": str,
        "expires_on": serializers.DateField(allow_null=True),
    },
    rows=lambda request, found, **asked: pieces_of(request.user, found["release"], **asked),
    filters=EvidenceFilter,
    needs=READS,
    about="The evidence of a release that you may see.",
)
CRITERION = Resource(
    f"{R}criteria/{{criterion}}/",
    {
        "criterion": ("key", str),
        "category": str,
        "number": int,
        "text": str,
        "why": str,
        "owner": Body,
        "reviewer": Body,
        "state": str,
        "evidence_digest": str,
    },
    read=lambda request, found: {
        "criterion": found["criterion"].key,
        **{name: getattr(found["criterion"], name) for name in ("category", "number", "text", "why")},
        **{name: getattr(found["criterion"], name) for name in ("owner", "reviewer", "state")},
        "evidence_digest": basis_of(found["criterion"]) or "",
    },
    needs=READS,
    about="A criterion, with the digest of the evidence on which a review of it rests.",
)
CRITERIA = Listing(
    f"{R}criteria/",
    {"criterion": ("key", str), "text": str, "owner": Body, "reviewer": Body, "state": str},
    rows=lambda request, found: found["release"].criteria.select_related("owner", "reviewer").order_by("pk"),
    needs=READS,
    about="The acceptance criteria of a release.",
)
QUESTIONS = Listing(
    f"{R}criteria/{{criterion}}/questions/",
    {"body": Body, "text": str},
    rows=_questions,
    needs=READS,
    about="The questions about the evidence for a criterion that you may read, in their order.",
)
DELIVERABLE_SHAPE = {
    "kind": str,
    "number": int,
    "state": str,
    "file_name": str,
    "note": str,
    "limits": dict,
    "on": ("on", serializers.DateField()),
}
DELIVERABLE = Resource(
    f"{R}deliverables/{{deliverable}}/",
    DELIVERABLE_SHAPE,
    version=lambda found: None,
    needs=READS,
    about="A version of a testing deliverable.",
)
DELIVERABLES = Listing(
    f"{R}deliverables/",
    DELIVERABLE_SHAPE,
    rows=lambda request, found: deliverables_of(found["release"]),
    needs=READS,
    about="The testing deliverables of a release.",
)
CONDITION_SHAPE = {
    "number": int,
    "text": str,
    "owner": Body,
    "due_on": serializers.DateField(),
    "state": str,
    "done": str,
}
CONDITION = Resource(
    f"{R}conditions/{{condition}}/", CONDITION_SHAPE, needs=READS, about="A condition of a recommendation."
)
CONDITIONS = Listing(
    f"{R}conditions/",
    CONDITION_SHAPE,
    rows=lambda request, found: found["release"].conditions.select_related("owner").order_by("number"),
    needs=READS,
    about="The conditions of a release.",
)


def _implementation(found: Found) -> int:
    row = Implementation.objects.filter(release=found["release"]).first()
    return row.token if row else 0


def _implemented(request: Request, found: Found) -> dict[str, Any]:
    row = Implementation.objects.filter(release=found["release"]).first()
    documents = row.documents.select_related("document") if row else ()
    return {
        "sec_version": row.sec_version if row else "",
        "lessons": row.lessons if row else [],
        "documents": [{"document": one.document.designation, "version": one.version} for one in documents],
    }


IMPLEMENTATION = Resource(
    f"{R}implementation/",
    {"sec_version": str, "lessons": list[str], "documents": list[dict]},
    read=_implemented,
    version=_implementation,
    needs=(Permission.READ_DRAFTS,),
    about="What a release brought: the SEC version, versions of documents, and lessons.",
)
ACCEPTANCE = Resource(
    f"{R}acceptance/version/",
    {"criteria": int},
    read=lambda request, found: {"criteria": found["release"].criteria.count()},
    version=lambda found: Section.objects.get(release=found["release"], key=Section.Key.ACCEPTANCE).token,
    needs=(Permission.READ_DRAFTS,),
    about="How many criteria a release has, with the version of their list.",
)


def _named(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The criteria by their keys, and the evidence that is replaced by its receipt."""
    by_key = {row.key: row for row in found["release"].criteria.all()}
    if unknown := [key for key in data["criteria"] if key not in by_key]:
        raise serializers.ValidationError({"criteria": [f"There is no criterion “{unknown[0]}”."]})
    named: dict[str, Any] = {"criteria": [by_key[key] for key in data["criteria"]]}
    if "replaces" in data:
        receipt = data["replaces"]
        rows = evidence_seen_by(request.user, Evidence.objects.filter(release=found["release"]))
        replaced = rows.filter(receipt=receipt).first() if receipt else None
        if receipt and replaced is None:
            raise serializers.ValidationError({"replaces": ["You may see no such evidence."]})
        named["replaces"] = replaced
    return data | named


def _documents(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    return data | {"documents": dict(data["documents"])}


DEFECTS = as_dict(
    "Defects",
    **{severity: serializers.IntegerField(min_value=0, max_value=99_999) for severity in SEVERITIES},
)
WRITTEN = {
    "criteria": serializers.ListField(child=serializers.CharField(max_length=40), max_length=200),
    "text": serializers.CharField(max_length=20_000, allow_blank=True),
    "classification": Evidence.Classification,
    "defects": DEFECTS,
}
MEETING = {"closes_at": serializers.DateTimeField(allow_null=True)}
TEXT = serializers.CharField(max_length=4_000)
RESOURCES = [
    *(EVIDENCE, PIECES, CRITERION, CRITERIA, QUESTIONS, DELIVERABLE, DELIVERABLES, CONDITION, CONDITIONS),
    *(IMPLEMENTATION, ACCEPTANCE),
]
TWINS = [
    Twin(
        draft_evidence,
        "POST",
        PIECES.address,
        EVIDENCE,
        new=lambda row: {"evidence": row.receipt},
        fields=WRITTEN | {"replaces": serializers.CharField(max_length=20, allow_null=True)},
        prepare=_named,
    ),
    Twin(
        change_evidence,
        "PUT",
        EVIDENCE.address,
        EVIDENCE,
        fields=WRITTEN
        | {"remove": serializers.ListField(child=serializers.RegexField("^[0-9a-f]{64}$"), max_length=100)},
        prepare=_named,
    ),
    Twin(release_evidence, "POST", f"{EVIDENCE.address}release/", EVIDENCE),
    Twin(discard_evidence, "DELETE", EVIDENCE.address),
    Twin(
        submit_deliverable,
        "POST",
        DELIVERABLES.address,
        DELIVERABLE,
        new=lambda row: {"deliverable": f"{row.kind}-{row.number}"},
        fields={
            "kind": Kind,
            "note": serializers.CharField(max_length=4_000, allow_blank=True),
            "limits": DEFECTS,
        },
    ),
    Twin(consult_on_tad, "POST", f"{R}tad-consultation/"),
    Twin(ask_on_deliverable, "POST", f"{DELIVERABLE.address}ask/", DELIVERABLE, fields=MEETING),
    Twin(ask_go, "POST", f"{R}go/ask/", fields=MEETING),
    Twin(ask_recommendation, "POST", f"{R}recommendation/ask/", fields=MEETING),
    Twin(
        review_criterion,
        "POST",
        f"{CRITERION.address}review/",
        CRITERION,
        fields={
            "verdict": Verdict,
            "text": serializers.CharField(max_length=4_000, allow_blank=True),
            "evidence_digest": serializers.CharField(max_length=64, allow_blank=True),
        },
    ),
    Twin(ask_about_evidence, "POST", QUESTIONS.address, CRITERION, fields={"text": TEXT}),
    Twin(
        reply_about_evidence,
        "POST",
        f"{QUESTIONS.address}{{question}}/reply/",
        CRITERION,
        fields={"text": TEXT},
    ),
    Twin(report_condition, "POST", f"{CONDITION.address}report/", CONDITION, fields={"done": TEXT}),
    Twin(close_condition, "POST", f"{CONDITION.address}close/", CONDITION),
    Twin(reopen_condition, "POST", f"{CONDITION.address}reopen/", CONDITION),
    Twin(
        set_implementation,
        "PUT",
        IMPLEMENTATION.address,
        IMPLEMENTATION,
        fields={
            "sec_version": serializers.RegexField("^[0-9]{1,4}\\.[0-9]{1,4}$", max_length=12),
            "documents": list[
                as_tuple(
                    "DocumentVersion", document=SecDocument, version=serializers.CharField(max_length=12)
                )
            ],
            "lessons": serializers.ListField(child=serializers.CharField(max_length=2_000), max_length=100),
        },
        prepare=_documents,
    ),
    Twin(
        set_criteria,
        "PUT",
        f"{R}acceptance/criteria/",
        ACCEPTANCE,
        fields={
            "criteria": list[
                as_tuple(
                    "CriterionRow",
                    category=Category,
                    text=TEXT,
                    owner=Body,
                    reviewer=Body,
                    why=With(serializers.CharField(max_length=500, allow_blank=True), ""),
                )
            ],
            "as_published": None,
        },
    ),
]
