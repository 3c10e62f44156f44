"""Drafting a notice: an empty one, or one from a live release."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from governance.acceptance.models import Implementation
from governance.notices.facts import DocumentFacts, NoticeFacts
from governance.notices.models import Notice
from governance.notices.operations.editing import (
    assign,
    check_facts,
    set_notice_documents,
    set_notice_modifications,
)
from governance.notices.operations.rows import clear_rows, locked_notice, target_of
from governance.notices.queries.live import has_gone_live, live_day, notice_of
from governance.notices.workflow import NOTICE
from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.notifications.contact import secas_contact

HELP = "For questions about this notice, {contact}."


@operation("governance.draft_notice", Permission.EDIT_RELEASES)
def draft_notice(*, by: Actor, facts: NoticeFacts, about: str = "", on: date) -> Notice:
    """Draft a notice without rows. Its address is the publication day and `about`, and never changes.

    Without `about`, the address ends with the SEC version or the release.
    """
    check_facts(facts)
    slug = f"{facts.publish_on.isoformat()}-{_about(facts, about)}"
    notice = _row_at(slug, by)
    assign(notice, facts if facts.help else replace(facts, help=(HELP.format(contact=secas_contact()),)))
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError as error:
        raise _taken(slug) from error
    record(
        **target_of(notice),
        changes={name: [None, getattr(notice, name)] for name in ("state", "title", "effective_on")},
        on=on,
    )
    return notice


def _row_at(slug: str, by: Actor) -> Notice:
    """A new row, or the one at this address that was discarded; raises RuleBroken if the address is in use."""
    notice = Notice.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if notice is None:
        return Notice(slug=slug)
    if notice.state != "discarded":
        raise _taken(slug)
    NOTICE.apply(notice, "redraft", by)
    notice.token += 1
    clear_rows(notice)
    return notice


def _taken(slug: str) -> RuleBroken:
    return RuleBroken(
        f"There is already a notice at the address /notices/{slug}/. Open that one, or end the address of this one "
        "differently.",
        field="about",
    )


def _about(facts: NoticeFacts, about: str) -> str:
    """The end of the address: sec-27.0, mp130, appendix-ak."""
    text = about or (f"sec-{facts.sec_version}" if facts.sec_version else "")
    if not text:
        named = (
            facts.release.slug if facts.release else facts.release_name.lower().removesuffix(" sec release")
        )
        text = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", named)
    ends = ".".join(slugify(part) for part in text.split("."))[:60].strip("-.")
    if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", ends):
        raise RuleBroken(
            "Enter what the address ends with: the SEC version, a modification or a document, such as mp130.",
            field="about",
        )
    return ends


@operation("governance.draft_notice_of_release", Permission.EDIT_RELEASES)
def draft_notice_of_release(*, by: Actor, release: Release, publish_on: date, on: date) -> Notice:
    """Draft the notice of a live release: its approved parts, the documents that they and other sources change, and
    the versions entered after the go-live."""
    release = Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    if not has_gone_live(release):
        raise RuleBroken(f"The {release} is not live yet. Draft its notice once its go-live is recorded.")
    if held := notice_of(release):
        raise RuleBroken(f"The {release} already has a notice: “{held.title}”. Edit that one.")
    items = release.scope.filter(status="approved").select_related("part__modification")
    parts = [
        item.part
        for item in items.order_by("part__modification__number", "part__modification__suffix", "part_id")
    ]
    implementation = Implementation.objects.filter(release=release).first()
    facts = NoticeFacts(
        title=f"{release.name} implemented",
        form=Notice.Form.RELEASE if release.slot else Notice.Form.AD_HOC,
        release=release,
        sec_version=implementation.sec_version if implementation else "",
        stated_count=len(parts),
        effective_on=live_day(release),
        publish_on=publish_on,
    )
    notice = draft_notice(by=by, facts=facts, on=on)
    set_notice_modifications(
        by=by, notice=notice, rows=[(part, "Implemented") for part in parts], token=AS_STORED, on=on
    )
    documents = _documents(release, parts, implementation)
    set_notice_documents(by=by, notice=notice, rows=documents, token=AS_STORED, on=on)
    record(**target_of(notice), changes={"release": [None, release.name]}, on=on)
    return Notice.objects.get(pk=notice.pk)


def _documents(
    release: Release, parts: Sequence[Part], implementation: Implementation | None
) -> list[DocumentFacts]:
    versions: dict[int, str] = (
        dict(implementation.documents.values_list("document", "version")) if implementation else {}
    )
    sources: dict[int, dict[str, Any]] = {}
    for row in release.document_sources.all():
        facts = sources.setdefault(row.document_id, {})
        if row.kind == "designation":
            facts |= {"by_designation": True, "designation": row.reference}
        else:
            facts |= {"by_notification": True, "clause": row.clause, "notification": row.reference}
    changed: dict[int, list[Part]] = {}
    for part in parts:
        for key in part.document_impacts.values_list("document", flat=True):
            changed.setdefault(key, []).append(part)
    rows = SecDocument.objects.filter(pk__in=[*sources, *changed, *versions]).order_by("order")
    return [
        DocumentFacts(
            document=document,
            by_modification=document.pk in changed,
            modifications=changed.get(document.pk, ()),
            version=versions.get(document.pk, ""),
            **sources.get(document.pk, {}),
        )
        for document in rows
    ]


@operation("governance.discard_notice", Permission.EDIT_RELEASES)
def discard_notice(*, by: Actor, notice: Notice, token: Token, on: date) -> Notice:
    """Discard a draft that was never published."""
    notice = locked_notice(notice, token)
    before, after = NOTICE.apply(notice, "discard", by)
    notice.save(update_fields=["state"])
    record(**target_of(notice), changes={"state": [before, after]}, on=on)
    return notice
