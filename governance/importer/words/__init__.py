"""How old documents write what a RID states: headings, columns, references, dates, amounts, and what OCR makes of them.

Readers of files and the step that understands them share these grammars. None knows a format or a section.
"""
