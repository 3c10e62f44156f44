"""Operations on the test strategy, annexes and glossary of a release."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from releases.models.releases import Release, Section
from releases.models.testing import Annex, GlossaryTerm, ReleaseTerm, TestStrategy
from releases.operations.sections import lock_section
from releases.queries import glossary_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    AsStored,
    Token,
    check_token,
    operation,
    record,
    require_reason,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.files import StoredFile

AnnexFile = tuple[StoredFile, str]
SAME_FILE: Any = object()
"""An annex keeps the file of the annex with the same title, if there is one."""


class AnnexFacts(NamedTuple):
    """An annex to store, with (stored file, its name). One that is to come has no file."""

    label: str
    title: str
    file: AnnexFile | None = SAME_FILE
    is_to_come: bool = False
    expected: PartialDate = PartialDate()
    owner: str = ""


@operation("releases.load_glossary", Permission.LOAD_REFERENCE_DATA)
def load_glossary(*, by: Actor, terms: dict[str, str]) -> None:
    """Add acronyms that do not exist yet."""
    existing = set(GlossaryTerm.objects.values_list("acronym", flat=True))
    missing = [
        GlossaryTerm(acronym=acronym, expansion=expansion)
        for acronym, expansion in terms.items()
        if acronym not in existing
    ]
    GlossaryTerm.objects.bulk_create(missing, ignore_conflicts=True)
    changes = {"terms": [len(existing), GlossaryTerm.objects.count()]}
    record(target=Target.GLOSSARY(), label="Glossary", changes=changes)


@operation("releases.set_test_strategy", Permission.EDIT_RELEASES)
def set_test_strategy(
    *,
    by: Actor,
    release: Release,
    dcc_approach: list[str] | None,
    user_approach: list[str] | None,
    token: Token,
    on: date | None = None,
) -> None:
    """Set how the release is tested, in paragraphs; None for the standard text of the profile."""
    section = lock_section(release, Section.Key.TESTING)
    strategy = TestStrategy.objects.get(release=release)
    before = {"dcc_approach": strategy.dcc_approach, "user_approach": strategy.user_approach}
    take_token(section, token, lambda: before, "The test strategy")
    strategy.dcc_approach, strategy.user_approach = dcc_approach, user_approach
    strategy.save(update_fields=["dcc_approach", "user_approach"])
    touch(release)
    record(
        target=Target.SECTION(release.slug, "testing"),
        label=str(strategy),
        changes={name: [before[name], getattr(strategy, name)] for name in before},
        on=on,
    )


@operation("releases.set_annexes", Permission.EDIT_RELEASES)
def set_annexes(
    *,
    by: Actor,
    release: Release,
    annexes: Iterable[tuple[Any, ...]],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the annexes, each given as the arguments of `AnnexFacts`, in order.

    Raises RuleBroken for an annex that is to come and has a file, or is there and has an expected date or an owner.
    """
    section = lock_section(release, Section.Key.TESTING)
    existing = list(release.annexes.select_related("file"))
    before, files = _texts(existing), {row.title: row.stored_file for row in existing}
    take_token(section, token, lambda: {"annexes": before}, "The list of annexes")
    release.annexes.all().delete()
    made = Annex.objects.bulk_create(
        _annex(release, place, AnnexFacts(*row), files) for place, row in enumerate(annexes, start=1)
    )
    touch(release)
    record(
        target=Target.ANNEXES(release.slug),
        label=f"Annexes of the {release}",
        changes={"annexes": [before, _texts(made)]},
        on=on,
    )


@operation("releases.attach_annex", Permission.EDIT_RELEASES)
def attach_annex(
    *, by: Actor, release: Release, title: str, file: CheckedFile, reason: str = "", on: date
) -> Annex:
    """Attach a file to the annex with a title, replacing an earlier one; both stay in the storage.

    An annex that was to come is there from then on.
    """
    section = lock_section(release, Section.Key.TESTING)
    annex = Annex.objects.filter(release=release, title=title).first()
    if annex is None:
        raise RuleBroken("This annex is no longer in the list. Choose another one.", field="annex")
    take_token(section, AS_STORED, dict, "The list of annexes")
    require_reason(release)
    before, outlook = annex.file_name, annex.outlook
    annex.is_to_come, annex.expected, annex.owner = False, PartialDate(), ""
    annex.file = store_file(file.file, digest=file.digest, media_type=file.media_type)
    annex.file_name = file.name
    annex.save(update_fields=["file", "file_name", "is_to_come", "expected", "owner"])
    if outlook:
        touch(release)
    changes: dict[str, list[Any]] = {"file": [before, file.name], "digest": [None, file.digest]}
    record(
        target=Target.ANNEXES(release.slug),
        label=str(annex),
        changes=changes | ({"state": [outlook, "there"]} if outlook else {}),
        reason=reason,
        on=on,
    )
    return annex


def _texts(annexes: Iterable[Annex]) -> list[str]:
    """For the audit trail: the titles, and what is said of those to come."""
    return [f"{row.title} ({row.outlook})" if row.is_to_come else row.title for row in annexes]


def _annex(release: Release, place: int, facts: AnnexFacts, files: dict[str, AnnexFile | None]) -> Annex:
    file = files.get(facts.title) if facts.file is SAME_FILE else facts.file
    if facts.is_to_come and file:
        raise RuleBroken(f"{facts.label} has the file {file[1]}, so it is there. Choose “There”.")
    if not facts.is_to_come and (facts.expected or facts.owner):
        raise RuleBroken(
            f"{facts.label} has an expected date or an owner, which only an annex to come has. Choose “To come”, or "
            "remove them."
        )
    stored, name = file or (None, "")
    return Annex(
        release=release,
        position=place,
        label=facts.label,
        title=facts.title,
        file=stored,
        file_name=name,
        is_to_come=facts.is_to_come,
        expected=facts.expected,
        owner=facts.owner,
    )


@operation("releases.set_glossary", Permission.EDIT_RELEASES)
def set_glossary(
    *,
    by: Actor,
    release: Release,
    terms: dict[str, str] | None,
    token: Token,
    on: date | None = None,
) -> None:
    """Set the release's own glossary, in this order; None: it is made from the printed text.

    `token` is `glossary_token`. Raises Stale if the release's own glossary was changed since.
    """
    release = Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    before = {term.acronym: term.expansion for term in release.terms.all()}
    if not isinstance(token, AsStored):
        stored = glossary_token(before) if release.keeps_glossary else token
        check_token(token, stored, lambda: before, "The glossary")
    release.terms.all().delete()
    ReleaseTerm.objects.bulk_create(
        ReleaseTerm(release=release, position=place, acronym=acronym, expansion=expansion)
        for place, (acronym, expansion) in enumerate((terms or {}).items(), start=1)
    )
    release.keeps_glossary = terms is not None
    release.save(update_fields=["keeps_glossary"])
    touch(release)
    record(
        target=Target.RELEASE_GLOSSARY(release.slug),
        label=f"Glossary of the {release}",
        changes={"terms": [sorted(before), sorted(terms or {})]},
        on=on,
    )
