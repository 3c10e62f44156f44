"""Recommendations drafted from what is pending: proposed changes, RIDs to baseline, a standard set to agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from governance.documents.paper.status import joined
from governance.documents.paper.types import Act, Attachment, PaperRelease, Recommendation
from governance.papers.entries import PaperEntries

NOTE, SCOPE, STANDARD, OWN = "note", "scope", "standard", "own"


def recommendations(
    entries: PaperEntries,
    releases: Sequence[PaperRelease],
    attachments: Iterable[Attachment],
    to_baseline: Iterable[str],
    standard: str,
    unagreed: Iterable[str],
    names: Mapping[str, str],
) -> Iterator[Recommendation]:
    """Drafted ones with the wording that SECAS gave them, without those left out, then SECAS's own, then the NOTE.

    `to_baseline`: the attached RIDs that can be baselined, as june-2020/1.1. `standard`: the number of the set to
    agree, or "". `unagreed`: slugs of releases whose scope changed since the last paper without an agreement.
    """
    first, *scopes = [*_scope(entries.acts, unagreed, names)] or [None]
    drafted = [
        *filter(None, [first]),
        *_baselines(attachments, set(to_baseline)),  # the RIDs hold the scope that is agreed first
        *scopes,
        *_standard(standard),
    ]
    own = [
        Recommendation(key=f"{OWN}-{place}", verb=row.verb, text=row.text)
        for place, row in enumerate(entries.own, 1)
    ]
    for row in (*drafted, *own, *_note(releases)):
        if row.key not in entries.dropped:
            yield _worded(row, entries.texts.get(row.key, ""))


def _worded(row: Recommendation, text: str) -> Recommendation:
    if not text:
        return row
    return Recommendation(key=row.key, verb=row.verb, text=text, subject=row.subject, acts=row.acts)


def _scope(
    acts: Iterable[Act], unagreed: Iterable[str], names: Mapping[str, str]
) -> Iterator[Recommendation]:
    grouped: dict[str, list[Act]] = {}
    for act in acts:
        grouped.setdefault(act.recommendation, []).append(act)
    if list(unagreed):
        grouped.setdefault(SCOPE, [])
    for key in sorted(grouped):
        changed = [act for act in grouped[key] if act.do != "settle"]
        slugs = [slug for act in changed for slug in (act.release, act.to_release) if slug]
        slugs += unagreed if key == SCOPE else []
        touched = [names[slug] for slug in dict.fromkeys(slugs)]
        texts = []
        if touched:
            many = len(touched) > 1
            texts.append(f"the update{'s' * many} to the scope{'s' * many} of the {joined(touched)}")
        settled = [act for act in grouped[key] if act.do == "settle"]
        if settled:
            texts.append(joined(f"{act.ref} as targeted for the {names[act.release]}" for act in settled))
        yield Recommendation(key=key, verb="AGREE", text=joined(texts), acts=tuple(grouped[key]))


def _baselines(attachments: Iterable[Attachment], to_baseline: set[str]) -> Iterator[Recommendation]:
    for row in attachments:
        subject = f"{row.release}/{row.version}"
        if subject in to_baseline:
            text = f"the {row.title}"
            yield Recommendation(key=f"baseline-{row.release}", verb="BASELINE", text=text, subject=subject)


def _standard(standard: str) -> Iterator[Recommendation]:
    if standard:
        text = "the standard acceptance criteria to be used for SEC Releases"
        yield Recommendation(key=STANDARD, verb="AGREE", text=text, subject=standard)


def _note(releases: Sequence[PaperRelease]) -> Iterator[Recommendation]:
    years = dict.fromkeys(row.go_live[:4] for row in releases if row.go_live)
    if releases:
        text = (
            f"the updates on the {joined(years)} SEC Releases" if years else "the updates on the SEC Releases"
        )
        yield Recommendation(key=NOTE, verb="NOTE", text=text)
