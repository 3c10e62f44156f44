"""Prints the measure as Markdown: python -m tests.governance.documents.slips --seed 1 --count 20."""

import argparse
import os
from collections import Counter, defaultdict

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")
import django

django.setup()

# ruff: noqa: E402
from tests.governance.documents.slips.bases import complete, document_only, samples
from tests.governance.documents.slips.measure import Neutrality, Tally, measured_neutral, measured_slips


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--count", type=int, default=20, help="variants of each kind in the complete document"
    )
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument(
        "--misses", action="store_true", help="print what was not found, and what was said wrongly"
    )
    chosen = parser.parse_args()
    bases = (complete(), document_only(), *samples())
    slips = measured_slips(bases, chosen.seed, chosen.count, chosen.only)
    neutral = measured_neutral(bases, chosen.seed, chosen.count, chosen.only)
    print_kinds(slips)
    print_rules(slips, neutral)
    print_neutral(neutral)
    if chosen.misses:
        print_misses(slips, neutral)


def print_kinds(slips: list[Tally]) -> None:
    print("## Slips, by kind\n")
    print("| Source | Slip | Rule | By words | Found | Tried | % |\n|---|---|---|---|---|---|---|")
    for tally in slips:
        kind, words = tally.kind, "yes" if tally.kind.by_words else ""
        rule = f"`{kind.rules[0]}`{' (edition 2)' if kind.edition == 2 else ''}"
        counts = f"{tally.found} | {tally.tried} | {tally.share:.0f}"
        print(f"| {kind.source} | {kind.says} | {rule} | {words} | {counts} |")
    for edition in (1, 2):
        of = [tally for tally in slips if tally.kind.edition == edition and tally.tried]
        found, tried = sum(tally.found for tally in of), sum(tally.tried for tally in of)
        print(
            f"\nEdition {edition}: {len(of)} kinds, {found} of {tried} found, {100 * found / (tried or 1):.1f}%."
        )


def print_rules(slips: list[Tally], neutral: list[Neutrality]) -> None:
    found: Counter = Counter()
    tried: Counter = Counter()
    for tally in slips:
        found[tally.kind.rules[0]] += tally.found
        tried[tally.kind.rules[0]] += tally.tried
    false = Counter(one.rule for result in neutral for _, one, _ in result.false if one.severity != "note")
    print("\n## By rule\n\n| Rule | Found | Tried | % | False findings |\n|---|---|---|---|---|")
    for rule in sorted({*tried, *false}):
        share = f"{100 * found[rule] / tried[rule]:.0f}" if tried[rule] else ""
        print(f"| `{rule}` | {found[rule]} | {tried[rule]} | {share} | {false[rule]} |")


def print_neutral(neutral: list[Neutrality]) -> None:
    print("\n## Neutral changes\n")
    print("| Change | Tried | With a false error | With a false warning | With a new note | Rules |")
    print("|---|---|---|---|---|---|")
    totals: Counter = Counter()
    for result in neutral:
        counts = {severity: result.documents_with(severity) for severity in ("error", "warning", "note")}
        totals.update(counts | {"tried": result.tried})
        rules = ", ".join(
            f"{rule} {n}" for rule, n in Counter(one.rule for _, one, _ in result.false).most_common(3)
        )
        said = " | ".join(str(counts[severity]) for severity in ("error", "warning", "note"))
        print(f"| {result.says} | {result.tried} | {said} | {rules} |")
    print(
        f"\n{totals['tried']} neutral documents: {totals['error']} with a false error, {totals['warning']} with a "
        f"false warning, {totals['note']} with a new note."
    )


def print_misses(slips: list[Tally], neutral: list[Neutrality]) -> None:
    print("\n## Not found\n")
    for tally in slips:
        if tally.also:
            others = ", ".join(f"{rule} {count}" for rule, count in tally.also.most_common(3))
            print(f"- {tally.kind.name}: other rules that spoke: {others}")
        for base, places, _ in tally.misses[:8]:
            print(f"- {tally.kind.name} in {base}: {places if isinstance(places, str) else places[:2]}")
    print("\n## Said wrongly\n")
    by_sentence: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for result in neutral:
        for base, one, _ in result.false:
            by_sentence[result.name, one.rule, base].append(f"{one.severity}: {one.message}")
    for (name, rule, base), said in by_sentence.items():
        print(f"- {name} in {base}, {rule} ({len(said)}): {said[0]}")


main()
