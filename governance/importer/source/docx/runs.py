"""The text of a paragraph with its looks, as it reads once all tracked changes are accepted."""

from collections.abc import Iterator

from msgspec import Struct, field

from governance.importer.source.docx.names import MC, W14, Element, M, W, is_on
from governance.importer.source.docx.styles import Styles
from governance.importer.source.marks import symbol

GONE = {W + "del", W + "moveFrom"}
CAME = {W + "ins", W + "moveTo"}
INSIDE = {
    *(
        W + name
        for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
    ),
    *(M + name for name in ("oMath", "oMathPara", "r", "sSup", "sSub", "e", "sup", "sub", "f", "num", "den")),
    *(W + name for name in ("customXml", "ruby", "rubyBase")),
    MC + "AlternateContent",
    MC + "Choice",
}
BREAK = "\n"


class Change(Struct):
    """A tracked change: "added" or "deleted", the text, and who made it."""

    what: str
    text: str
    author: str


class Text(Struct):
    """What a paragraph says: pieces with their looks, tracked changes, and text boxes that hang on it."""

    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: str = ""
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.pieces)

    def has_look(self, place: int) -> bool:
        """Whether all text is bold (1) or italic (2)."""
        written = [piece for piece in self.pieces if piece[0].strip()]
        return bool(written) and all(piece[place] for piece in written)


class Fields:
    """Which part of fields a text is in: what they show is read, what they are told to do is not."""

    def __init__(self) -> None:
        self.open: list[bool] = []

    def see(self, kind: str | None) -> None:
        if kind == "begin":
            self.open.append(False)
        elif kind == "separate" and self.open:
            self.open[-1] = True
        elif kind == "end" and self.open:
            self.open.pop()

    @property
    def is_shown(self) -> bool:
        return all(self.open)


def text_of(paragraph: Element, styles: Styles, fields: Fields) -> Text:
    """The text of a paragraph. `fields`: of the whole file, as a field may go over paragraphs."""
    text = Text()
    for child in paragraph:
        _take(child, paragraph, styles, fields, text)
    return text


def _take(node: Element, paragraph: Element, styles: Styles, fields: Fields, text: Text) -> None:
    """Iteratively, as nothing limits how deeply these stand in each other."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.tag == W + "r":
            _run(here, paragraph, styles, fields, text)
        elif here.tag in GONE:
            text.changes.append(Change("deleted", _said(here), here.get(W + "author") or ""))
        elif here.tag in (W + "commentReference", W + "commentRangeStart"):
            _comment(here, text)
        elif here.tag == M + "t":
            text.pieces.append((here.text or "", False, False))
        elif here.tag == W + "sdt" and (ticked := _checkbox(here)) is not None:
            text.pieces.append((ticked, False, False))
        elif here.tag in INSIDE:
            if here.tag in CAME:
                text.changes.append(Change("added", _said(here), here.get(W + "author") or ""))
            inside = list(here)
            if here.tag == MC + "AlternateContent":
                inside = inside[:1]  # the others say the same for older programs
            waiting += reversed(inside)


def _run(run: Element, paragraph: Element, styles: Styles, fields: Fields, text: Text) -> None:
    properties = run.find(W + "rPr")
    made = "".join(_letters(run, fields, text))
    if is_on(properties, "vanish"):
        text.hidden += made
        return
    if properties is not None and (properties.find(W + "ins") is not None):
        text.changes.append(Change("added", made, properties.find(W + "ins").get(W + "author") or ""))
    if made:
        text.pieces.append((made, styles.look(run, paragraph, "b"), styles.look(run, paragraph, "i")))


def _letters(run: Element, fields: Fields, text: Text) -> Iterator[str]:
    typeface = _typeface(run)
    for child in run:
        name = child.tag
        if name == W + "fldChar":
            fields.see(child.get(W + "fldCharType"))
        elif name == W + "commentReference":
            _comment(child, text)
        elif name in (W + "drawing", W + "pict", W + "object", MC + "AlternateContent"):
            first = next(iter(child), child) if name == MC + "AlternateContent" else child
            text.boxes += first.iter(W + "txbxContent")
        elif not fields.is_shown:
            continue
        elif name == W + "t":
            yield "".join(symbol(letter, typeface) for letter in child.text or "")
        elif name in (W + "tab", W + "ptab"):
            yield "\t"
        elif name in (W + "br", W + "cr"):
            yield BREAK if child.get(W + "type") in (None, "textWrapping") else " "
        elif name == W + "noBreakHyphen":
            yield "-"
        elif name == W + "sym":
            yield _sign(child)


def _sign(child: Element) -> str:
    try:
        return symbol(chr(int(child.get(W + "char") or "", 16)), child.get(W + "font") or "")
    except (ValueError, OverflowError):
        return ""


def _typeface(run: Element) -> str:
    properties = run.find(W + "rPr")
    fonts = properties.find(W + "rFonts") if properties is not None else None
    return (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""


def _checkbox(control: Element) -> str | None:
    """A tick for a box to tick that is ticked, nothing for one that is not; None for any other control."""
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return None
    state = box.find(W14 + "checked")
    return "✓" if state is not None and (state.get(W14 + "val") or "1") not in ("0", "false") else ""


def _comment(node: Element, text: Text) -> None:
    number = node.get(W + "id") or ""
    if number not in text.comments:
        text.comments.append(number)


def _said(node: Element) -> str:
    """The words of a tracked change."""
    return "".join(row.text or "" for row in node.iter(W + "t", W + "delText"))
