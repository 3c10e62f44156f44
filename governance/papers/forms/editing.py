"""The form of what SECAS writes in a paper: one field for each row, release and recommendation of the draft."""

import re
from datetime import date
from typing import Any

from django import forms

from governance.documents.paper.sections import asks
from governance.documents.paper.types import PaperContent, PaperRow
from governance.papers.compose.paper import UNSETTLED, versions_to_attach
from governance.papers.models import Classification, Paper
from releases.models.releases import Release
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import DayInput, LinesInput, OneLineInput, ParagraphsInput
from secrel.core.editing.sheets.opening import read_json

LONGEST = 2000
ROWS = {"rows": 2}
WRITTEN = ("row_", "notes_", "text_", "title_")
"""What the names of fields begin with that stand for a part of the paper."""


class EditForm(FactsForm):
    """Cleaned to the fields of `edit_paper`. `content`: the draft as composed now. `drafted`: the same without the
    wording of SECAS in purpose and recommendations.

    Two people can edit at once: texts that only one of them changed are kept.
    """

    classification = forms.ChoiceField(label="Class", choices=Classification.choices)
    author = OneLineInput(max_length=120)
    author_role = OneLineInput(label="Author’s role", max_length=120)
    months = forms.IntegerField(
        label="Months covered",
        min_value=1,
        max_value=48,
        help_text="The paper covers releases that go live within this many months.",
    )
    since = DayInput(label="Changes since", required=False, help_text="Empty: the body’s last paper.")
    purpose = ParagraphsInput(required=False, max_length=LONGEST)
    own = LinesInput(
        label="Further recommendations",
        required=False,
        max_length=LONGEST,
        help_text="One on each line, beginning with AGREE or NOTE.",
    )
    annex = forms.BooleanField(
        label="Print the standard acceptance criteria as Annex 1",
        required=False,
        help_text="A draft set that the body is asked to agree is always printed.",
    )

    def __init__(
        self, data: Any = None, *, paper: Paper, content: PaperContent, drafted: PaperContent
    ) -> None:
        self.paper, self.content, self.drafted = paper, content, drafted
        self.base_fields = dict(self.base_fields)
        self._add_attachments()
        self._add_sections()
        self._add_releases()
        self._add_recommendations()
        made = {name: field.initial for name, field in self.base_fields.items() if field.initial is not None}
        super().__init__(data, token=paper.token, initial=made | initial_of(paper))
        self.fields["purpose"].help_text = f"Empty: “{' '.join(drafted.purpose)}”"
        self.lost = _lost(data, self.fields) if data else []

    def _add_attachments(self) -> None:
        paper, content = self.paper, self.content
        slugs = [row.slug for row in content.releases]
        versions = versions_to_attach(list(Release.objects.filter(slug__in=slugs)))
        named = {f"{row.release.slug}/{row.number}": str(row) for row in versions}
        named |= {name: name.replace("/", " RID ") for name in paper.entries.attachments if name not in named}
        self.base_fields["attachments"] = forms.MultipleChoiceField(
            label="RIDs attached",
            choices=list(named.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_sections(self) -> None:
        places = [
            ("", "After all releases"),
            *((row.slug, f"After the {row.name}") for row in self.content.releases),
        ]
        for place in range(len(self.paper.entries.sections) + 1):
            label = f"Section {place + 1}"
            self.base_fields[f"title_{place}"] = OneLineInput(
                label=f"{label}: title", required=False, max_length=120
            )
            self.base_fields[f"after_{place}"] = forms.ChoiceField(
                label=f"{label}: place", choices=places, required=False
            )
            self.base_fields[f"text_{place}"] = ParagraphsInput(
                label=f"{label}: text", required=False, max_length=LONGEST * 3
            )

    def _add_releases(self) -> None:
        self.rows: dict[str, str] = {}
        for release in self.content.releases:
            for row in release.rows:
                name = self.name_of(release.slug, row)
                self.rows[name] = f"{release.slug}/{row.ref}" + (
                    f"-part-{_slug(row.part)}" if row.part else ""
                )
                label = f"{row.ref} in {release.name.removesuffix(' SEC Release')}"
                self.base_fields[name] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=600,
                    help_text=row.status,
                    widget=forms.Textarea(attrs=ROWS | {"aria-label": label}),
                    initial=self.paper.entries.rows.get(self.rows[name], ""),
                )
            self.base_fields[f"notes_{release.slug}"] = ParagraphsInput(
                label="Further paragraphs",
                required=False,
                max_length=LONGEST,
                help_text="Printed at the end of this chapter, with an empty line between paragraphs.",
                initial=list(self.paper.entries.notes.get(release.slug, ())),
            )
        self.base_fields["notes_unsettled"] = ParagraphsInput(
            label="Paragraphs on unsettled releases",
            required=False,
            max_length=LONGEST,
            help_text="Printed at the end of this chapter, with an empty line between paragraphs.",
            initial=list(self.paper.entries.notes.get(UNSETTLED, ())),
        )

    def _add_recommendations(self) -> None:
        entries, asked = self.paper.entries, self.drafted.recommendations
        drafted = {row.key: asks(row) for row in asked if not row.key.startswith("own-")}
        self.keys = [*drafted, *(key for key in entries.dropped if key not in drafted)]
        for key in self.keys:
            about = {"aria-label": f"Your wording of “{drafted.get(key, key)}”"}
            self.base_fields[f"text_of_{key}"] = forms.CharField(
                label="Your wording",
                required=False,
                max_length=300,
                initial=entries.texts.get(key, ""),
                widget=forms.TextInput(attrs=about),
            )
            self.base_fields[f"drop_{key}"] = forms.BooleanField(
                label="Leave it out",
                required=False,
                initial=key in entries.dropped,
                widget=forms.CheckboxInput(attrs={"aria-label": f"Leave out “{drafted.get(key, key)}”"}),
            )

    @staticmethod
    def name_of(release: str, row: PaperRow) -> str:
        """The field of a row. `release`: the slug."""
        return f"row_{release}_{row.ref}_{_slug(row.part or '')}".rstrip("_")

    def clean_own(self) -> list[dict[str, str]]:
        found = []
        for line in self.cleaned_data["own"]:
            verb, _, text = line.partition(" ")
            if verb.upper() not in ("AGREE", "NOTE") or not text.strip():
                raise forms.ValidationError(
                    f"“{line}” does not begin with AGREE or NOTE. To ask for a BASELINE, attach the RID."
                )
            found.append({"verb": verb.upper(), "text": text.strip().rstrip(".;")})
        return found

    def clean(self) -> dict[str, Any]:
        """Makes `entered`, the fields as `edit_paper` takes them. What belongs to a release not shown now stays."""
        entered = super().clean()
        for text in self.lost:
            self.add_error(
                None,
                "Somebody else took out of the paper what this text of yours belongs to, so it is not saved: "
                f"“{text}” Copy it if you need it elsewhere, then save the rest.",
            )
        entries, count = self.paper.entries, len(self.paper.entries.sections) + 1
        rows = dict(entries.rows) | {key: entered.get(name) or "" for name, key in self.rows.items()}
        notes = dict(entries.notes) | {
            row.slug: entered.get(f"notes_{row.slug}") or [] for row in self.content.releases
        }
        notes[UNSETTLED] = entered.get("notes_unsettled") or []
        texts = {key: entered.get(f"text_of_{key}") or "" for key in self.keys}
        fields = {
            **{name: entered.get(name) for name in ("classification", "author", "author_role", "months")},
            "since": entered["since"].isoformat() if entered.get("since") else "",
            "purpose": entered.get("purpose") or [],
            "annex": bool(entered.get("annex")),
            "attachments": entered.get("attachments") or [],
            "own": entered.get("own") or [],
            "rows": {key: text for key, text in rows.items() if text},
            "notes": {key: list(texts_of) for key, texts_of in notes.items() if texts_of},
            "sections": list(filter(None, (self._section(entered, place) for place in range(count)))),
            "texts": {key: text for key, text in texts.items() if text},
            "dropped": [key for key in self.keys if entered.get(f"drop_{key}")],
        }
        self.entered = fields
        return entered

    def _section(self, entered: dict[str, Any], place: int) -> dict[str, Any] | None:
        title, text = entered.get(f"title_{place}") or "", entered.get(f"text_{place}") or []
        if not title and not text:
            return None
        if not title or not text:
            missing = "title" if not title else "text"
            self.add_error(f"{missing}_{place}", f"Enter the {missing} of this section, or empty all of it.")
            return None
        key = f"section-{place + 1}-{_slug(title)}"
        return {"key": key, "title": title, "paragraphs": text, "after": entered.get(f"after_{place}") or ""}


def _lost(data: Any, fields: Any) -> list[str]:
    """Texts that were written in fields that the form no longer has."""
    was = read_json(data.get("was", ""))
    was = was if isinstance(was, dict) else {}
    names = [name for name in data if name.startswith(WRITTEN) and name not in fields]
    texts = {name: " ".join(data[name].split()) for name in names}
    return [text for name, text in texts.items() if text and text != " ".join(str(was.get(name, "")).split())]


def initial_of(paper: Paper) -> dict[str, Any]:
    entries = paper.entries
    initial: dict[str, Any] = {
        "classification": paper.classification,
        "author": paper.author,
        "author_role": paper.author_role,
        "months": entries.months,
        "since": date.fromisoformat(entries.since) if entries.since else None,
        "purpose": list(entries.purpose),
        "own": [f"{row.verb} {row.text}" for row in entries.own],
        "annex": entries.annex,
        "attachments": list(entries.attachments),
    }
    for place, section in enumerate(entries.sections):
        initial |= {f"title_{place}": section.title, f"after_{place}": section.after}
        initial[f"text_{place}"] = list(section.paragraphs)
    return initial


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
