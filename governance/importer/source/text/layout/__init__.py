"""Tables of extracts that keep the layout of the page: columns are columns of spaces, as pdftotext -layout writes them."""

from governance.importer.source.text.layout.region import layout_table

__all__ = ["layout_table"]
