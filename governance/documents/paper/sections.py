"""The chapters of a paper, made from its facts."""

from collections.abc import Iterable, Iterator, Mapping

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    ListItem,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
)
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.paper import consultation_blocks, wording
from governance.documents.paper.status import dated, joined, long_when
from governance.documents.paper.types import (
    Act,
    FreeSection,
    Paper,
    PaperAnnex,
    PaperBaseline,
    PaperContent,
    PaperDependency,
    PaperProgramme,
    PaperRelease,
    PaperRow,
    Recommendation,
    ScopeChange,
    UnsettledRow,
)

SHORT_PART = 3
COLUMNS = ("Modification", "Status", "Impacts DCC systems?")


def chapters(paper: Paper) -> list[Chapter]:
    """The numbered chapters: purpose, a chapter for each release, the others, recommendations."""
    content, links = paper.content, Links(paper.issue.document.site)
    found: list[tuple[str, str, tuple[Block, ...]]] = [("purpose", "Purpose", tuple(_purpose(paper)))]
    for release in content.releases:
        found.append((release.slug, release.name, tuple(_release(release, paper, links))))
        found += _free(content, release.slug)
    if content.unsettled:
        found.append(("unsettled", wording.UNSETTLED, tuple(_unsettled(content, links))))
    shown = {release.slug for release in content.releases}
    found += [row for section in content.sections if section.after not in shown for row in _one(section)]
    found.append(("recommendations", wording.RECOMMENDATIONS, tuple(_recommendations(paper))))
    return [Chapter(key, f"{number}.", title, blocks) for number, (key, title, blocks) in enumerate(found, 1)]


def annexes(content: PaperContent) -> list[Chapter]:
    return [
        Chapter(_key(annex.label), f"{annex.label}:", annex.title, tuple(_annex(annex)))
        for annex in content.annexes
    ]


def name_of(ref: str, title: str, part: object = "") -> str:
    """SECMP0062 ‘Northbound Application Traffic Management’ part 1; a part with a longer name follows in brackets."""
    if not part:
        return f"{ref} ‘{title}’"
    return f"{ref} ‘{title}’ part {part}" if len(str(part)) <= SHORT_PART else f"{ref} ‘{title}’ ({part})"


def asks(recommendation: Recommendation) -> str:
    return f"{recommendation.verb} {recommendation.text}"


def change_sentence(row: ScopeChange, edition: int = wording.LATEST) -> str:
    """What is said of a change of scope: what, when, by whom, and why. `edition`: of the sentences."""
    name = name_of(row.ref, row.title, row.part)
    text = {
        "added": f"{name} was added",
        "removed": f"{name} was {'moved' if row.other_release else 'removed'}",
        "add": f"We propose to add {name}",
        "remove": f"We propose to {'move' if row.other_release else 'remove'} {name}",
    }[row.change]
    if row.other_release:
        adds = row.change in ("added", "add")
        text += f", from the {row.other_release}," if adds else f" to the {row.other_release}"
    text += f" on {long_date(row.on)}" if row.on else ""
    text = text.rstrip(",")
    text += f", as the {row.body} agreed" if row.body and row.change in ("added", "removed") else ""
    says_so = edition > 1 and row.ground == "moved" and row.other_release
    if row.ground in wording.GROUNDS and not says_so:
        text += f", because {wording.GROUNDS[row.ground]}"
    sentences = [f"{text}."]
    if row.reason:
        sentences.append(row.reason if row.reason.endswith((".", "!", "?")) else f"{row.reason}.")
    if row.exception:
        sentences.append(wording.EXCEPTION)
    return " ".join(sentences)


def act_sentence(act: Act, names: Mapping[str, str]) -> str:
    """What agreeing a proposed change does. `names`: of releases, by slug."""
    release, name = names.get(act.release, act.release), f"{act.ref} part {act.part}" if act.part else act.ref
    if act.do == "take_out":
        return f"{name} leaves the {release}."
    if act.do == "move":
        return f"{name} moves from the {release} to the {names.get(act.to_release, act.to_release)}."
    if act.do == "defer":
        later = either(names.get(slug, slug) for slug in act.considered or ())
        return f"{name} leaves the {release} and is considered for {later}."
    return f"{name} is targeted for the {release}."


def considered(row: UnsettledRow) -> str:
    """June 2021 or November 2021; a year; or nothing."""
    return either(row.considered) if row.considered else str(row.year or "")


def either(names: Iterable[str]) -> str:
    """June 2021 or November 2021."""
    return joined([name.removesuffix(" SEC Release") for name in names], "or")


def _key(text: str) -> str:
    return text.lower().replace(" ", "-")


def _purpose(paper: Paper) -> Iterator[Block]:
    yield from map(paragraph, paper.content.purpose)
    document = paper.issue.document
    if document.late_reason:
        yield paragraph(wording.LATE.format(due=long_date(document.due), reason=document.late_reason))


def _release(release: PaperRelease, paper: Paper, links: Links) -> Iterator[Block]:
    content, edition = paper.content, paper.issue.wording or 1
    opening = [
        _go_live(release),
        (wording.SCOPE if release.rows else wording.NO_SCOPE).format(release=release.name),
    ]
    yield paragraph(" ".join(filter(None, opening)))
    if release.rows:
        rows = tuple(_row(row, links) for row in release.rows)
        yield Table(f"Scope of the {release.name}", COLUMNS, rows, shape="scope")
    yield from (paragraph(_programme(row)) for row in release.programmes)
    if release.changes:
        yield Listing(tuple(bullet(change_sentence(row, edition)) for row in release.changes))
    elif release.is_new:
        yield paragraph(wording.FIRST_REPORT.format(body=content.meeting.name))
    elif content.since:
        yield paragraph(wording.UNCHANGED.format(since=long_date(content.since)))
    yield from (paragraph(_baseline(row)) for row in release.baselines)
    if release.dependencies:
        yield paragraph(wording.DEPENDS)
        yield Listing(tuple(bullet(_dependency(row)) for row in release.dependencies))
    yield from map(paragraph, (*release.additions, *release.notes))
    for consultation in release.consultations:
        yield from consultation_blocks.blocks_of(consultation, paper.issue.document.date)


def _go_live(release: PaperRelease) -> str:
    """When it goes live; empty if the release states nothing about that."""
    if release.go_live:
        return wording.GO_LIVE.format(day=long_date(release.go_live))
    return "" if release.go_live_to_come is False else wording.GO_LIVE_OPEN


def _row(row: PaperRow, links: Links) -> TableRow:
    status = " ".join(filter(None, (row.status, row.note or "")))
    impact = row.impacts_dcc_systems
    tick = TableCell(tick=impact) if isinstance(impact, bool) else TableCell("Not stated")
    name = TableCell(name_of(row.ref, row.title, row.part), href=links.modification(row.ref))
    return TableRow((name, TableCell(status), tick), key=row.ref)


def _programme(row: PaperProgramme) -> str:
    text = wording.RELATIONS[row.relation].format(name=row.name)
    if row.go_live:
        text += f", which is due to go live {dated(row.go_live.value)}"
    return f"{text}." + (f" {row.note}" if row.note else "")


def _baseline(row: PaperBaseline) -> str:
    scope, value = wording.BASELINES[row.scope], row.when.value
    if row.held:
        return wording.BASELINE_HELD.format(body=row.body, scope=scope, day=long_when(value))
    body = f"The {row.body}" if row.body else "The body that holds the power"
    return wording.BASELINE_DUE.format(body=body, scope=scope, when=dated(value) or "on a day to be set")


def _dependency(row: PaperDependency) -> str:
    return f"{row.ref} depends on {row.other}" + (f": {row.note.rstrip('.')}." if row.note else ".")


def _waits(row: UnsettledRow) -> Iterator[str]:
    """What it depends on: in one sentence, or in one each where a note says why."""
    plain = [found.other for found in row.dependencies if not found.note]
    if plain:
        yield f"{row.ref} depends on {joined(plain)}."
    yield from (_dependency(found) for found in row.dependencies if found.note)


def _unsettled(content: PaperContent, links: Links) -> Iterator[Block]:
    yield paragraph(wording.UNSETTLED_ABOUT)
    rows = []
    for row in content.unsettled:
        facts = [", ".join(filter(None, (considered(row), wording.PROPOSED if row.proposed else "")))]
        if row.settled_by or row.settle_by:
            by = f" by the {row.settled_by}" if row.settled_by else ""
            facts.append(
                f"to be settled{by}{f' by {long_when(row.settle_by.value)}' if row.settle_by else ''}"
            )
        stated = "; ".join(filter(None, facts))
        sentences = [f"{stated[0].upper()}{stated[1:]}." if stated else "", row.note or ""]
        sentences += _waits(row)
        name = TableCell(name_of(row.ref, row.title), href=links.modification(row.ref))
        rows.append(TableRow((name, TableCell(" ".join(filter(None, sentences)))), key=row.ref))
    yield Table(
        "Modifications without a settled release", ("Modification", "Releases considered"), tuple(rows)
    )
    yield from map(paragraph, content.unsettled_notes or ())


def _free(content: PaperContent, after: str) -> list[tuple[str, str, tuple[Block, ...]]]:
    return [row for section in content.sections if section.after == after for row in _one(section)]


def _one(section: FreeSection) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    yield section.key, section.title, tuple(map(paragraph, section.paragraphs))


def _recommendations(paper: Paper) -> Iterator[Block]:
    content = paper.content
    asked = content.recommendations
    if asked:
        yield paragraph(wording.REQUESTED.format(body=content.meeting.name))
        yield Listing(tuple(_asked(row, place, len(asked)) for place, row in enumerate(asked, 1)))
    yield Paragraph((Run(content.author),))
    yield Paragraph((Run(content.author_role),))
    yield Paragraph((Run(long_date(paper.issue.document.date)),))
    if content.attachments:
        yield heading(wording.ATTACHMENTS)
        yield Listing(tuple(bullet(f"{row.label}: {row.title}") for row in content.attachments))


def _asked(row: Recommendation, place: int, count: int) -> ListItem:
    ending = "." if place == count else "; and" if place == count - 1 else ";"
    return ListItem((Run(f"{asks(row)}{ending}"),), key=row.key)


def _annex(annex: PaperAnnex) -> Iterator[Block]:
    for group in annex.groups:
        yield heading(f"{group.category} acceptance criteria, reviewed by the {group.reviewer}")
        yield Listing(tuple(map(bullet, group.texts)), numbered=True)
