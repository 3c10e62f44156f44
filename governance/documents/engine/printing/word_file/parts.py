"""The file that every Word copy begins as, made from our styles: no content, no macros, nothing of any machine."""

import io
import zipfile
from functools import cache

from governance.documents.engine.printing.word_file.fonts import KIND, embedded
from governance.documents.engine.printing.word_file.looks import LOOKS
from governance.documents.engine.printing.word_file.styles import FONT, LANGUAGE, styles
from governance.documents.engine.printing.word_file.xml import SPACES, twips

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = ("styles", "numbering", "settings", "fontTable")
BULLET, DASH, DECIMAL = ("bullet", "•"), ("bullet", "–"), ("decimal", "%1.")
LISTS = (
    ((BULLET, 6, 3.5), (DASH, 12, 3.5)),
    ((DECIMAL, 6, 5), (DASH, 12, 3.5)),
    ((BULLET, 4, 3), (DASH, 8, 3)),
)
"""For each of our lists, from the first: marker, indent and hanging indent (mm) of its levels."""


@cache
def empty_file() -> bytes:
    """An empty document with our styles, lists, settings and page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files().items():
            archive.writestr(name, HEAD + content if isinstance(content, str) else content)
    return out.getvalue()


def _files() -> dict[str, str | bytes]:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{OFFICE}.{name}+xml"/>' for name in PARTS
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(PARTS, 1)
    )
    fonts = "".join(
        f'<Relationship Id="rId{place}" Type="{RELATIONS}/font" Target="fonts/font{place}.odttf"/>'
        for place, _ in enumerate(embedded(), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="odttf" ContentType="{KIND}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        ),
        "word/_rels/fontTable.xml.rels": f'<Relationships xmlns="{package}/relationships">{fonts}</Relationships>',
        **{f"word/fonts/font{place}.odttf": font for place, (_, _, font) in enumerate(embedded(), 1)},
        "word/document.xml": f"<w:document {SPACES}><w:body>{_page()}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles()}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{_lists()}</w:numbering>",
        "word/settings.xml": f"<w:settings {SPACES}>{_settings()}</w:settings>",
        "word/fontTable.xml": f"<w:fonts {SPACES}>{_fonts()}</w:fonts>",
    }


def _page() -> str:
    """A4 with the PDF's margins."""
    margins = {"top": 26, "right": 20, "bottom": 24, "left": 20, "header": 12, "footer": 11, "gutter": 0}
    sides = "".join(f' w:{side}="{twips(mm)}"' for side, mm in margins.items())
    return f'<w:sectPr><w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar{sides}/></w:sectPr>'


def _lists() -> str:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(_level(place, *level) for level in enumerate(levels))}</w:abstractNum>"
        for place, levels in enumerate(LISTS, 1)
    )
    numbers = (
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(LISTS) + 1)
    )
    return kinds + "".join(numbers)


def _level(number: int, place: int, level: tuple[tuple[str, str], float, float]) -> str:
    (kind, marker), left, hanging = level
    styled = "".join(f'<w:pStyle w:val="{look.id}"/>' for look in LOOKS if look.list == (number, place))
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{styled}<w:lvlText w:val="{marker}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{twips(left)}" '
        f'w:hanging="{twips(hanging)}"/></w:pPr></w:lvl>'
    )


def _settings() -> str:
    return (
        '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def _fonts() -> str:
    """Our typeface, embedded, and what a program that does not read embedded ones uses in its place."""
    files = "".join(
        f'<w:embed{name} r:id="rId{place}" w:fontKey="{key}"/>'
        for place, (name, key, _) in enumerate(embedded(), 1)
    )
    return (
        f'<w:font w:name="{FONT}"><w:altName w:val="Segoe UI"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/>{files}</w:font>'
    )
