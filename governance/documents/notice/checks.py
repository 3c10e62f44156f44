"""The rules that a notice is checked by, one function each. Errors block its publication.

A rule that needs a list which the notice only states as a number, or leaves open, reports that as a note.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from governance.documents.checks.findings import Against, CheckRule, Finding, Problem, Severity
from governance.documents.engine.text import counted, in_words, long_date
from governance.documents.notice.types import NoticeContent


@dataclass(frozen=True)
class ReleaseFacts:
    """What is known of the release: its RID in force (`rid`: its number), its go-live and its SEC version."""

    rid: str = ""
    modifications: Collection[str] = ()
    """Names of the parts approved in the RID: SECMP0062 part 2."""
    documents: Collection[str] = ()
    planned_on: date | None = None
    """The go-live in the RID."""
    live_on: date | None = None
    sec_version: str = ""


@dataclass(frozen=True)
class LoggedText:
    """The text of a document that the Document Log has in force before the notice takes effect."""

    version: str
    since: date
    cause: str


@dataclass(frozen=True)
class NoticeContext:
    """Facts from outside the notice. Without a fact, the rules that need it find nothing."""

    publish_on: date | None = None
    release: ReleaseFacts | None = None
    log: Mapping[str, LoggedText] = field(default_factory=dict)
    """By designation, without this notice itself."""
    later: Mapping[str, LoggedText] = field(default_factory=dict)
    """Texts in the log that take effect on the notice's day or later, by designation."""
    stated_versions: Collection[tuple[str, date, str]] = ()
    """SEC versions that other notices state: version, effective date, title of the notice."""
    before: tuple[str, date] | None = None
    """The notice published before this one: its title and effective date."""


@dataclass(frozen=True)
class Checked:
    """A notice as the rules read it."""

    content: NoticeContent
    context: NoticeContext

    @property
    def effective(self) -> date:
        return date.fromisoformat(self.content.effective_on)

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.content.modifications]


RULES: dict[str, CheckRule] = {}


def _rule(name: str, against: Against, section: str) -> Callable[[Callable], Callable]:
    def decorate(find: Callable[[Checked], Iterator[Problem]]) -> Callable:
        RULES[name] = CheckRule(name, against, section, find)
        return find

    return decorate


def check_notice(content: NoticeContent, context: NoticeContext, address: str = "") -> list[Finding]:
    """The findings in a notice, the most severe first. `address`: the page on which it is edited."""
    checked = Checked(content, context)
    found = [
        rule.finding(problem, f"{address}{_page(rule.section)}")
        for rule in RULES.values()
        for problem in rule.find(checked)
    ]
    return sorted(found, key=lambda row: list(Severity).index(row.severity))


def _page(section: str) -> str:
    return "" if section == "facts" else f"{section}/"


def number_of(version: str) -> tuple[int, ...]:
    """27.0 as numbers, so that 6.24 comes after 6.3."""
    return tuple(map(int, version.split(".")))


@_rule("notice-count", Against.ITSELF, "modifications")
def count_is_number_of_rows(notice: Checked) -> Iterator[Problem]:
    """The stated number of modifications is the number listed."""
    stated, listed = notice.content.stated_count, len(notice.content.modifications)
    if stated is None or not isinstance(stated, int) or stated == listed:
        return
    if not listed:
        yield Problem(
            "/content/stated_count",
            f"The notice states {counted(stated, 'modification')} and lists none: stated, not listed.",
            "List them if they are known.",
            Against.USAGE,
        )
        return
    yield Problem(
        "/content/stated_count",
        f"The notice states {counted(stated, 'modification')} and lists {in_words(listed)}.",
        "Correct the number or the list.",
    )


@_rule("notice-document-source", Against.ITSELF, "documents")
def each_document_has_a_source(notice: Checked) -> Iterator[Problem]:
    """Each document is changed by a modification, a government designation or a DCC notification."""
    for place, row in enumerate(notice.content.documents):
        if not row.has_source:
            yield Problem(
                f"/content/documents/{place}",
                f"{row.document} is listed as changed, and nothing changes it.",
                "State what changes it, or remove it.",
            )


@_rule("notice-modification-document", Against.ITSELF, "modifications")
def each_modification_touches_a_document(notice: Checked) -> Iterator[Problem]:
    """Each modification changes a document."""
    documents = notice.content.documents
    touched = {name for row in documents for name in row.modifications}
    missing = [name for name in notice.names if name not in touched]
    if not missing:
        return
    if open_rows := [row.document for row in documents if row.by_modification and not row.modifications]:
        yield Problem(
            "/content/documents",
            f"Which modification changes which document is not stated ({counted(len(open_rows), 'document')}), so "
            f"this cannot be checked for {counted(len(missing), 'modification')}.",
            "State it if it is known.",
            Against.USAGE,
        )
        return
    for name in missing:
        yield Problem(
            f"/content/modifications/{notice.names.index(name)}",
            f"{name} is listed as implemented and changes no document.",
            "Name it at the documents that it changes, or remove it.",
        )


@_rule("notice-unnamed-modification", Against.ITSELF, "documents")
def documents_name_listed_modifications(notice: Checked) -> Iterator[Problem]:
    """A document names only modifications that the notice lists or counts."""
    known = set(notice.names)
    for place, row in enumerate(notice.content.documents):
        for name in row.modifications:
            if name not in known:
                yield Problem(
                    f"/content/documents/{place}/modifications",
                    f"{row.document} is changed by {name}, which the notice does not list.",
                    f"List {name}, or take it out of the row.",
                )
        if row.by_modification and not row.modifications and not known and not notice.content.stated_count:
            yield Problem(
                f"/content/documents/{place}/by_modification",
                f"{row.document} is changed by a modification, and the notice neither lists nor counts any.",
                "List the modification, or enter the number that the notice states.",
            )


@_rule("notice-form", Against.ITSELF, "facts")
def form_fits(notice: Checked) -> Iterator[Problem]:
    """A notice about documents only has no modification; one of a release names its release."""
    content = notice.content
    number = content.stated_count or len(content.modifications)
    if content.form == "documents" and number:
        yield Problem(
            "/content/form",
            f"The notice is about documents only and has {counted(number, 'modification')}.",
            "Choose another form, or remove the modifications.",
        )
    if content.form == "release" and not content.release:
        yield Problem(
            "/content/release",
            "The notice is about a release and names none.",
            "Choose the release, or another form.",
        )


@_rule("notice-empty", Against.ITSELF, "documents")
def something_changes(notice: Checked) -> Iterator[Problem]:
    """A notice names a document that changes."""
    if not notice.content.documents:
        yield Problem(
            "/content/documents",
            "The notice names no document that changes.",
            "Add the documents that change.",
        )


@_rule("notice-clause", Against.POLICY, "documents")
def notification_has_its_clause(notice: Checked) -> Iterator[Problem]:
    """A DCC notification is stated with its clause."""
    for place, row in enumerate(notice.content.documents):
        if row.notification and not row.notification.clause:
            yield Problem(
                f"/content/documents/{place}/notification",
                f"The DCC notification that changes {row.document} is stated without its clause.",
                "Enter the clause.",
            )


@_rule("notice-rid-modifications", Against.ITSELF, "modifications")
def agrees_with_the_rid_on_modifications(notice: Checked) -> Iterator[Problem]:
    """The notice and the RID of its release have the same modifications."""
    release, content = notice.context.release, notice.content
    if release is None or not release.rid:
        return
    if not notice.names:
        number = content.stated_count or 0
        if number != len(release.modifications):
            yield Problem(
                "/content/stated_count",
                f"The notice states {counted(number, 'modification')}; RID {release.rid} has "
                f"{len(release.modifications)} approved.",
                "Correct the notice, or issue a RID with the scope that went live.",
            )
        return
    for what, names in (
        ("is in the notice and is not approved in", set(notice.names) - set(release.modifications)),
        ("is not in the notice and is approved in", set(release.modifications) - set(notice.names)),
    ):
        for name in sorted(names):
            yield Problem(
                "/content/modifications",
                f"{name} {what} RID {release.rid}.",
                "Correct the notice, or issue a RID with the scope that went live.",
            )


@_rule("notice-rid-documents", Against.ITSELF, "documents")
def agrees_with_the_rid_on_documents(notice: Checked) -> Iterator[Problem]:
    """The notice and the RID of its release change the same documents."""
    release = notice.context.release
    if release is None or not release.rid or not release.documents:
        return
    own = {row.document for row in notice.content.documents}
    for what, names in (
        ("is changed in the notice and not in", own - set(release.documents)),
        ("is not changed in the notice, but in", set(release.documents) - own),
    ):
        for name in sorted(names):
            yield Problem(
                "/content/documents",
                f"{name} {what} RID {release.rid}.",
                "Correct the notice, or the document matrix of the release.",
            )


@_rule("notice-go-live", Against.ITSELF, "facts")
def agrees_with_the_go_live(notice: Checked) -> Iterator[Problem]:
    """The effective date is the day on which the release went live, and the go-live that its RID states."""
    release = notice.context.release
    if release is None:
        return
    if release.live_on and release.live_on != notice.effective:
        yield Problem(
            "/content/effective_on",
            f"The notice takes effect on {long_date(notice.content.effective_on)}; the release went live on "
            f"{long_date(release.live_on.isoformat())}.",
            "Correct the effective date.",
        )
    elif release.planned_on and release.planned_on != notice.effective:
        yield Problem(
            "/content/effective_on",
            f"The notice takes effect on {long_date(notice.content.effective_on)}; RID {release.rid} states "
            f"{long_date(release.planned_on.isoformat())} as the go-live.",
            "Check which date is right.",
            Against.POLICY,
        )


@_rule("notice-release-version", Against.ITSELF, "facts")
def agrees_with_the_version_of_the_release(notice: Checked) -> Iterator[Problem]:
    """The SEC version is that entered for the release after its go-live."""
    release, stated = notice.context.release, notice.content.sec_version or ""
    if release and release.sec_version and release.sec_version != stated:
        yield Problem(
            "/content/sec_version",
            f"The notice states {f'SEC version {stated}' if stated else 'no SEC version'}; for the release, "
            f"{release.sec_version} is entered.",
            "Correct the notice, or the SEC version of the release.",
        )


@_rule("notice-log-sec-version", Against.ITSELF, "facts")
def sec_version_rises(notice: Checked) -> Iterator[Problem]:
    """The SEC version is higher than those stated before, and lower than those stated for later."""
    if not notice.content.sec_version:
        return
    own = number_of(notice.content.sec_version)
    for version, effective, title in notice.context.stated_versions:
        other = number_of(version)
        if (effective <= notice.effective and other >= own) or (
            effective > notice.effective and other <= own
        ):
            yield Problem(
                "/content/sec_version",
                f"The notice states SEC version {notice.content.sec_version} from "
                f"{long_date(notice.content.effective_on)}; “{title}” states {version} from "
                f"{long_date(effective.isoformat())}.",
                "Correct the version or the date.",
            )


@_rule("notice-log-document-version", Against.ITSELF, "documents")
def document_versions_rise(notice: Checked) -> Iterator[Problem]:
    """The version of a document is higher than the one in the Document Log."""
    for place, row in enumerate(notice.content.documents):
        logged = notice.context.log.get(row.document)
        if row.version and logged and logged.version and number_of(row.version) <= number_of(logged.version):
            yield Problem(
                f"/content/documents/{place}/version",
                f"{row.document} gets version {row.version}; the Document Log has {logged.version} since "
                f"{long_date(logged.since.isoformat())} ({logged.cause}).",
                "Correct the version.",
            )


@_rule("notice-log-later-text", Against.POLICY, "documents")
def no_later_text_is_logged(notice: Checked) -> Iterator[Problem]:
    """No document has a text in the Document Log that takes effect on the same day or later."""
    for place, row in enumerate(notice.content.documents):
        if logged := notice.context.later.get(row.document):
            yield Problem(
                f"/content/documents/{place}",
                f"{row.document}: the Document Log already has a text from {long_date(logged.since.isoformat())} "
                f"({logged.cause}).",
                "Check the effective date.",
            )


@_rule("notice-effective-order", Against.POLICY, "facts")
def takes_effect_after_the_one_before(notice: Checked) -> Iterator[Problem]:
    """A notice does not take effect before the notice that was published before it."""
    before = notice.context.before
    if before and notice.effective < before[1]:
        yield Problem(
            "/content/effective_on",
            f"The notice takes effect on {long_date(notice.content.effective_on)}, before the notice published "
            f"before it: “{before[0]}”, {long_date(before[1].isoformat())}.",
            "Check the effective date.",
        )


@_rule("notice-published-late", Against.USAGE, "facts")
def is_published_in_time(notice: Checked) -> Iterator[Problem]:
    """A notice is published by the day on which it takes effect."""
    publish_on = notice.context.publish_on
    if publish_on and publish_on > notice.effective:
        yield Problem(
            "/content/effective_on",
            f"The notice is published on {long_date(publish_on.isoformat())}, after it takes effect on "
            f"{long_date(notice.content.effective_on)}.",
            "Nothing needs to be done if this is right.",
        )
