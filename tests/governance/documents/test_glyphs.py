"""Characters that the document's own typefaces lack: how they are printed, and what the checker says of them."""

import logging
import subprocess

import pypdf
import pytest
import rfc8785
import weasyprint

from governance.documents.engine.printing import glyphs
from governance.documents.engine.printing.render import render_html, render_pdf, render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from tests.governance.versions.checked import checked, document


def with_summary(text: str) -> dict:
    data = document()
    data["issue"]["document"] |= {"site": "http://localhost", "status": None, "marks": []}
    data["content"]["scope"]["approved"][0]["summary"] = text
    return data


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain – £5, naïve, Жук, नमस्ते", "plain – £5, naïve, Жук, नमस्ते"),
        ("→ ✓ 東京 한국 مرحبا שלום สวัสดี", "→ ✓ 東京 한국 مرحبا שלום สวัสดี"),
        ("a 😀.", "a [U+1F600 GRINNING FACE]."),
        ("👩\u200d💻", "[U+1F469 WOMAN, U+200D ZERO WIDTH JOINER, U+1F4BB PERSONAL COMPUTER]"),
        ("🌡\ufe0f hot", "[U+1F321 THERMOMETER, U+FE0F VARIATION SELECTOR-16] hot"),
        ("❤\ufe0f", "❤\ufe0f"),
        (
            "🇬🇧",
            "[U+1F1EC REGIONAL INDICATOR SYMBOL LETTER G, U+1F1E7 REGIONAL INDICATOR SYMBOL LETTER B]",
        ),
        ("x\u0304", "x\u0304"),
        ("葛\U000e0100", "葛[U+E0100 VARIATION SELECTOR-17]"),
        ("a\u202ebc", "a[U+202E RIGHT-TO-LEFT OVERRIDE]bc"),
        ("\u200eleft\u200f, so\u00adft, \ufeff", "\u200eleft\u200f, so\u00adft, \ufeff"),
        ("\ue000 \U000f0000", "[U+E000 PRIVATE USE] [U+F0000 PRIVATE USE]"),
        ("\u0378 \uffff", "[U+0378 UNASSIGNED] [U+FFFF UNASSIGNED]"),
        ("\x07 \ud83d", "[U+0007 CONTROL CHARACTER] [U+D83D SURROGATE]"),
        ("\ufffc", "[U+FFFC OBJECT REPLACEMENT CHARACTER]"),
        ("a\tb\nc\u2028d\u2029e\x0bf\x85g", "a\tb\nc d e f g"),
        ("", ""),
    ],
)
def test_what_no_typeface_holds_is_spelled_out(text, printed):
    assert glyphs.spell(text) == printed


def test_names_are_those_of_the_pinned_table_not_of_python():
    assert (
        glyphs.spell("\U0001fae9") == "[U+1FAE9 FACE WITH BAGS UNDER EYES]"
    )  # Unicode 16; Python 3.11 has 14


@pytest.fixture
def notdefs():
    """Characters that WeasyPrint prints as an empty box."""
    found = []

    class Boxes(logging.Handler):
        def emit(self, record):
            found.append(record.args[0] if record.args else record.getMessage())

    handler = Boxes()
    weasyprint.LOGGER.addHandler(handler)
    yield found
    weasyprint.LOGGER.removeHandler(handler)


def test_no_character_of_any_kind_is_printed_as_an_empty_box(notdefs):
    """Every 97th code point of all, every mark on letters of five scripts, and the sequences that people send."""
    every = [chr(code) for code in range(0x20, 0x110000, 97) if not 0xD800 <= code < 0xE000]
    marks = [chr(code) for code in (*range(0x300, 0x370), *range(0xFE00, 0xFE10), 0x200D, 0x20E3, 0x20DD)]
    carried = [f"{base}{mark}" for base in "xא東→ا" for mark in marks]
    text = " ".join([*every[:3000], *carried, "👨‍👩‍👧", "1️⃣", "☎️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ﷺ", "½℃№", "\u3000", "\u1680"])
    render_pdf(RID_KIND, Rid.of_data(with_summary(text)))
    assert notdefs == []


def test_title_heads_and_attributes_are_spelled_out_too():
    data = with_summary("plain.")
    data["content"]["release"]["name"] = "June 2022 😀 リリース"
    html = render_print(RID_KIND, Rid.of_data(data))
    assert "😀" not in html
    assert html.count("June 2022 [U+1F600 GRINNING FACE] リリース") == 3  # title, running head, cover


def test_attached_data_and_html_contain_the_character_itself(tmp_path):
    data = with_summary("will throttle 😀 東京 →.")
    path = tmp_path / "rid.pdf"
    path.write_bytes(render_pdf(RID_KIND, Rid.of_data(data)))
    [attached] = pypdf.PdfReader(path).attachments[RID_KIND.attached]
    assert attached == rfc8785.dumps(data)
    assert "will throttle 😀 東京 →." in render_html(RID_KIND, Rid.of_data(data))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "will throttle [U+1F600 GRINNING FACE] 東京 →." in " ".join(text.split())


def test_other_typefaces_are_named_only_where_a_text_needs_them():
    plain, japanese = (
        render_print(RID_KIND, Rid.of_data(with_summary("naïve Жук"))),
        render_print(RID_KIND, Rid.of_data(with_summary("東京"))),
    )
    assert [name for name in glyphs.OTHER_TYPEFACES if name in plain] == []
    assert [name for name in glyphs.OTHER_TYPEFACES if name in japanese] == ["Noto Sans CJK JP"]


def test_a_character_in_another_typeface_is_a_note_at_its_place():
    data = document()
    data["content"]["timeline"][3]["notes"] = "Ask the team in 東京 → today."
    [finding] = checked(data)
    assert (finding.severity, finding.rule, finding.section) == (
        "note",
        "character-not-in-typefaces",
        "timeline",
    )
    assert (finding.path, finding.address) == (
        "/content/timeline/3/notes",
        "/releases/june-2022/edit/timeline/",
    )
    assert finding.message == (
        "東, 京, → in “Ask the team in 東京 → today.” are printed in another typeface "
        "(Noto Sans CJK JP and Inter)."
    )
    assert finding.mend == "Do nothing if it is right. Otherwise write it in English."


@pytest.mark.parametrize(
    ("change", "path", "section"),
    [
        (lambda data: data["content"]["release"].update(name="June 😀"), "/content/release/name", "document"),
        (lambda data: data["content"].update(timeline_notes=["😀"]), "/content/timeline_notes/0", "timeline"),
        (
            lambda data: data["issue"]["history"][0].update(changes="First 😀."),
            "/issue/history/0/changes",
            "history",
        ),
        (
            lambda data: data["content"]["costs"].update(notes=["😀"]),
            "/content/costs/notes/0",
            "costs",
        ),
        (
            lambda data: data["content"]["glossary"].update({"SEC": "Smart 😀 Code"}),
            "/content/glossary/SEC",
            "glossary",
        ),
        (
            lambda data: data["issue"]["document"].update(status="For 😀"),
            "/issue/document/status",
            "document",
        ),
    ],
)
def test_a_character_that_no_typeface_has_is_found_anywhere_in_the_document(change, path, section):
    data = document()
    change(data)
    [finding] = [row for row in checked(data) if row.rule == "character-not-in-typefaces"]
    assert (finding.severity, finding.path, finding.section) == ("warning", path, section)
    assert "It prints [U+1F600 GRINNING FACE] instead." in finding.message


def test_unseen_and_backward_characters_are_named_by_code():
    data = document()
    data["content"]["scope"]["approved"][0]["summary"] = f"{'x' * 40} a\u202eb\ue000c {'y' * 40}."
    [finding] = checked(data)
    assert finding.message == (
        "The PDF cannot print [U+202E RIGHT-TO-LEFT OVERRIDE], [U+E000 PRIVATE USE] in “…xxxxxxxxxxxxxxxxxxxxxxxxxxxx a"
        "[U+202E RIGHT-TO-LEFT OVERRIDE]b[U+E000 PRIVATE USE]c yyyyyyyyyyyyyyyyyyyyyyyyyy…”. It prints "
        "[U+202E RIGHT-TO-LEFT OVERRIDE], [U+E000 PRIVATE USE] instead."
    )


def test_a_finding_of_many_characters_names_some_and_counts_the_others():
    data = document()
    data["content"]["scope"]["approved"][0]["summary"] = " ".join(map(chr, range(0x1F600, 0x1F650)))
    [finding] = checked(data)
    assert finding.message.count(" and 72 more") == 2


def test_a_finding_of_a_long_stretch_is_short():
    data = document()
    data["content"]["scope"]["approved"][0]["summary"] = "😀" * 4000
    [finding] = checked(data)
    assert f"The PDF cannot print {'😀' * 8}… in " in finding.message
    assert len(finding.message) < 600
