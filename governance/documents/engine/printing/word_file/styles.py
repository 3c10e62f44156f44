"""Our styles as Word's XML."""

from docx.styles import BabelFish

from governance.documents.engine.printing.word_file import looks
from governance.documents.engine.printing.word_file.looks import LOOKS, Look
from governance.documents.engine.printing.word_file.xml import twips

FONT = "Public Sans"
LANGUAGE = "en-GB"
RULES = ((4, "B6C0CB"), (8, looks.BLUE))
"""Lines of tables: between rows, and below the header row; eighths of a point and colour."""


def styles() -> str:
    """The content of the part `styles.xml`."""
    return f"{_defaults()}{''.join(map(_style, LOOKS))}{_others()}"


def _defaults() -> str:
    fonts = "".join(f' w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _style(look: Look) -> str:
    kind = ' w:default="1"' if not look.based else ' w:customStyle="1"' if look.is_own else ""
    name = BabelFish.ui2internal(look.name)
    based = f'<w:basedOn w:val="{look.based.replace(" ", "")}"/>' if look.based else ""
    after = '<w:next w:val="Normal"/>' if look.outline is not None or look.keep else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{look.id}"><w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_text(look)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    """The paragraph's properties, in the order of the schema."""
    made = ["<w:keepNext/>"] if look.keep else []
    if look.list:
        made.append(f'<w:numPr><w:ilvl w:val="{look.list[1]}"/><w:numId w:val="{look.list[0]}"/></w:numPr>')
    if look.rules:
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="{points * 8:.0f}" w:space="{space}" w:color="{color}"/>'
            for side, points, color, space in look.rules
        )
        made.append(f"<w:pBdr>{lines}</w:pBdr>")
    if look.ground:
        made.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{look.ground}"/>')
    if look.tabs:
        made.append(f"<w:tabs>{''.join(_tab(*stop) for stop in look.tabs)}</w:tabs>")
    distances = {"before": look.before, "after": look.after}
    spacing = "".join(f' w:{name}="{twips(mm)}"' for name, mm in distances.items() if mm is not None)
    if look.line is not None:
        spacing += f' w:line="{look.line * 240:.0f}" w:lineRule="auto"'
    made += [f"<w:spacing{spacing}/>"] if spacing else []
    if look.left:
        made.append(f'<w:ind w:left="{twips(look.left)}" w:hanging="{twips(look.hanging)}"/>')
    made += [f'<w:jc w:val="{look.align}"/>'] if look.align else []
    made += [f'<w:outlineLvl w:val="{look.outline}"/>'] if look.outline is not None else []
    return "".join(made)


def _tab(kind: str, at: float) -> str:
    dots = ' w:leader="dot"' if kind == "dotted" else ""
    return f'<w:tab w:val="{"right" if dots else kind}"{dots} w:pos="{twips(at)}"/>'


def _text(look: Look) -> str:
    made = ["<w:b/><w:bCs/>"] if look.bold else []
    made += [f'<w:color w:val="{look.color}"/>'] if look.color else []
    made += [f'<w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/>'] if look.size else []
    return "".join(made)


def _others() -> str:
    """The styles of characters and tables."""
    thin, thick = (f'w:val="single" w:sz="{size}" w:space="0" w:color="{color}"' for size, color in RULES)
    sides = "".join(
        f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>'
        for side, mm in (("top", 1.5), ("left", 2), ("bottom", 1.5), ("right", 2))
    )
    bold, both = "<w:rPr><w:b/><w:bCs/></w:rPr>", "<w:tcPr><w:tcBorders>{}</w:tcBorders>{}</w:tcPr>"
    head = both.format(
        f'<w:top w:val="nil"/><w:bottom {thick}/>',
        f'<w:shd w:val="clear" w:color="auto" w:fill="{looks.GROUND}"/><w:vAlign w:val="bottom"/>',
    )
    foot = both.format(f'<w:top {thick}/><w:bottom w:val="nil"/>', "")
    return f"""
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="{looks.BLUE}"/>\
<w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr>\
</w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>{bold}</w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="FactLabel"><w:name w:val="Fact Label"/><w:rPr>\
<w:color w:val="{looks.QUIET}"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>\
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="SECTable"><w:name w:val="{looks.TABLE}"/>\
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:bottom {thin}/><w:insideH {thin}/>\
</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>\
<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>\
<w:tblStylePr w:type="lastRow">{foot}</w:tblStylePr></w:style>"""
