"""Tables of extracts that keep the page's layout: spaces stand between columns, as pdftotext -layout writes them."""

from governance.importer.source.text.layout.region import layout_table

__all__ = ["layout_table"]
