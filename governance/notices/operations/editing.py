"""Editing the facts of a notice: those of the whole, then its rows."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from governance.notices.facts import MOST, DocumentFacts, NoticeFacts, SpecificationFacts
from governance.notices.models import Notice, NoticeDocument, NoticeModification, NoticeSpecification
from governance.notices.models.notices import VERSION
from governance.notices.operations.rows import (
    FACTS,
    clear_documents,
    document_texts,
    edited_notice,
    modification_texts,
    specification_texts,
    target_of,
)
from modifications.models.modifications import Part
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission


def check_facts(facts: NoticeFacts) -> None:
    """Raise RuleBroken for facts that no notice can have."""
    if not facts.title:
        raise RuleBroken("Enter the title of the notice.", field="title")
    if facts.sec_version and not re.fullmatch(VERSION, facts.sec_version):
        raise RuleBroken(
            f"“{facts.sec_version}” is not a SEC version. Enter a version such as 27.0, or leave it empty.",
            field="sec_version",
        )
    if facts.stated_count is not None and not 0 <= facts.stated_count <= MOST:
        raise RuleBroken(
            f"Enter a number of modifications from 0 to {MOST}, or leave it empty.", field="stated_count"
        )
    if facts.form not in Notice.Form.values:
        raise RuleBroken("Choose a form: release, ad-hoc release or documents only.", field="form")


def assign(notice: Notice, facts: NoticeFacts) -> None:
    for name in FACTS:
        value = getattr(facts, name)
        setattr(notice, name, list(value) if name in ("changes", "help") else value)
    notice.release = facts.release
    if facts.release:
        notice.release_name = ""


@operation("governance.set_notice", Permission.EDIT_RELEASES)
def set_notice(*, by: Actor, notice: Notice, facts: NoticeFacts, token: Token, on: date) -> Notice:
    """Save the facts of the whole notice; its address stays."""
    notice = edited_notice(notice, token)
    check_facts(facts)
    names = (*FACTS, "release")
    before = {name: getattr(notice, name) for name in names}
    assign(notice, facts)
    notice.save(update_fields=names)
    after = {name: getattr(notice, name) for name in names}
    changes = {name: [before[name], after[name]] for name in names if before[name] != after[name]}
    record(**target_of(notice), changes=changes, on=on)
    return notice


@operation("governance.set_notice_modifications", Permission.EDIT_RELEASES)
def set_notice_modifications(
    *, by: Actor, notice: Notice, rows: Sequence[tuple[Part, str]], token: Token, on: date
) -> Notice:
    """Save the modifications that it lists, in order: the part of each, and its status as stated."""
    notice = edited_notice(notice, token)
    _refuse_twice([str(part) for part, _ in rows])
    before = modification_texts(notice)
    notice.modifications.all().delete()
    NoticeModification.objects.bulk_create(
        NoticeModification(notice=notice, part=part, status=status or "Implemented", position=place)
        for place, (part, status) in enumerate(rows, start=1)
    )
    record(**target_of(notice), changes={"modifications": [before, modification_texts(notice)]}, on=on)
    return notice


@operation("governance.set_notice_documents", Permission.EDIT_RELEASES)
def set_notice_documents(
    *, by: Actor, notice: Notice, rows: Sequence[DocumentFacts], token: Token, on: date
) -> Notice:
    """Save the SEC documents that change, in order, with what changes each."""
    notice = edited_notice(notice, token)
    _refuse_twice([row.document.designation for row in rows])
    for row in rows:
        _check_document(row)
    before = document_texts(notice)
    clear_documents(notice)
    for place, row in enumerate(rows, start=1):
        facts = {name: getattr(row, name) for name in DocumentFacts.__dataclass_fields__}
        parts = facts.pop("modifications")
        NoticeDocument.objects.create(notice=notice, position=place, **facts).modifications.set(parts)
    record(**target_of(notice), changes={"documents": [before, document_texts(notice)]}, on=on)
    return notice


def _check_document(row: DocumentFacts) -> None:
    name = row.document.designation
    if row.version and not re.fullmatch(VERSION, row.version):
        raise RuleBroken(f"{name}: “{row.version}” is not a version. Enter a version such as 2.0.")
    if row.modifications and not row.by_modification:
        raise RuleBroken(f"{name} names a modification. Tick “By modification” for it too.")
    if row.designation and not row.by_designation:
        raise RuleBroken(f"{name} names a designation. Tick “By government designation” for it too.")
    if (row.clause or row.notification) and not row.by_notification:
        raise RuleBroken(f"{name} has a clause of a DCC notification. Tick “By DCC notification” for it too.")
    for address in filter(None, (row.legal_text, row.redlining)):
        if not _is_web_address(address):
            raise RuleBroken(f"{name}: “{address[:80]}” is not a web address. It begins with https://.")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


@operation("governance.set_notice_specifications", Permission.EDIT_RELEASES)
def set_notice_specifications(
    *, by: Actor, notice: Notice, rows: Sequence[SpecificationFacts], token: Token, on: date
) -> Notice:
    """Save the versions of technical specifications that come into force, end, or are named as in force."""
    notice = edited_notice(notice, token)
    _refuse_twice([f"{row.specification} {row.version}" for row in rows])
    for row in rows:
        if not row.specification or not row.version:
            raise RuleBroken(
                "Enter the specification and its version in each row, for example SMETS2 and v3.1."
            )
        if row.change not in NoticeSpecification.Change.values:
            raise RuleBroken(f"{row.specification} {row.version}: choose what changes.")
    before = specification_texts(notice)
    notice.specifications.all().delete()
    NoticeSpecification.objects.bulk_create(
        NoticeSpecification(
            notice=notice,
            position=place,
            specification=row.specification,
            version=row.version,
            change=row.change,
        )
        for place, row in enumerate(rows, start=1)
    )
    record(**target_of(notice), changes={"specifications": [before, specification_texts(notice)]}, on=on)
    return notice


def _refuse_twice(names: Iterable[str]) -> None:
    names = list(names)
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise RuleBroken(f"{', '.join(twice)} is listed more than once. Keep one row of it.")
