"""Rules about facts in the register: titles, targets, other releases, paths."""

from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.changes import moved_to_no_release
from governance.documents.checks.reading.deciders import (
    AUTHORITY,
    AUTHORITY_PATHS,
    OWN_PATHS,
    may_say,
    read_decisions,
)
from governance.documents.rid.types.scope import number_of


@rule("title-not-canonical", Against.POLICY, "scope", together="{} titles differ from the register")
def title_is_the_canonical_one(document: Document) -> Iterator[Problem]:
    """Each modification has its title from the register."""
    for status, entries in document.content.scope.by_status:
        for place, entry in enumerate(entries):
            title = document.context.titles.get(entry.ref)
            if title and _normalised(title) != _normalised(entry.title):
                yield Problem(
                    f"/content/scope/{status}/{place}/title",
                    f"{entry.ref} is called “{entry.title}” here; the register says “{title}”.",
                    "Use the register’s title, or correct it there.",
                    about=entry.ref,
                )


def _normalised(title: str) -> str:
    return " ".join(title.replace("–", "-").replace("’", "'").casefold().split())


@rule(
    "no-new-target",
    Against.COMPLETENESS,
    "scope",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} modifications left the scope without a new release",
)
def what_left_has_a_target(document: Document) -> Iterator[Problem]:
    """A modification that left for a later release has a new target, or its target is marked as not settled."""
    for ref, why in document.context.left_without_target.items():
        message = f"{ref} left the scope ({why}), and no release is named for it."
        yield Problem(
            "/content/scope", message, f"Target {ref} to a release, or say that it is not settled.", about=ref
        )
    known = {number_of(ref) for ref in (*document.entries, *document.context.left_without_target)}
    for place, row in enumerate(document.issue.history):
        for number, sentence in moved_to_no_release(row.changes):
            if number not in known:
                message = f"The history says “{sentence.strip()[:120]}”, and not to which release."
                mend = "Name the release, or say that it is not settled."
                yield Problem(f"/issue/history/{place}/changes", message, mend, certainty=Certainty.BY_WORDS)


@rule("in-two-releases", Against.ITSELF, "scope", together="{} modifications are in another release too")
def in_one_release_only(document: Document) -> Iterator[Problem]:
    """A modification is targeted or approved in only one release, unless it is delivered in parts."""
    for ref in document.entries:
        if names := document.context.elsewhere.get(ref):
            message = f"{ref} is in scope here, and in {', '.join(names)} too."
            yield Problem(
                "/content/scope", message, "Deliver it in parts, or take it out of one of them.", about=ref
            )


@rule(
    "path-against-decider",
    Against.ITSELF,
    "scope",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="The path of a modification does not fit who decides in {} places",
)
def path_fits_who_decided(document: Document) -> Iterator[Problem]:
    """The Change Board decides on Self-Governance modifications, the Authority on Authority-Led and
    Authority-Determined ones."""
    for ref in document.entries:
        path, decider = document.context.paths.get(ref, ("", ""))
        if (path in OWN_PATHS and decider == AUTHORITY) or (
            path in AUTHORITY_PATHS and decider not in ("", AUTHORITY)
        ):
            message = f"{ref} is on the path {path.replace('_', ' ')}, and {decider.replace('-', ' ')} decided on it."
            yield Problem("/content/scope", message, "Correct the path, or who decided.", about=ref)
    for ref, words in _paths_in_texts(document).items():
        message = f"The text says of {ref}: “{words[:160]}”. Its path and who decides on it do not fit."
        yield Problem(
            "/content/scope",
            message,
            "Correct the path, or who decides.",
            certainty=Certainty.BY_WORDS,
            about=ref,
        )


def _paths_in_texts(document: Document) -> dict[str, str]:
    """What texts say of the path and the decider of a modification, where these do not fit; by reference."""
    paths = document.context.paths
    found: dict[str, str] = {}
    for ref, entry in document.entries.items():
        for said in read_decisions(entry.text, ref):
            if said.contradicts(*paths.get(said.ref, ("", ""))):
                found.setdefault(said.ref, said.words)
    for text in document.different_texts:
        if may_say(text):
            for said in read_decisions(text):
                if said.contradicts(*paths.get(said.ref, ("", ""))):
                    found.setdefault(said.ref, said.words)
    return found
