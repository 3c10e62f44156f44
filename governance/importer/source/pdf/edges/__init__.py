"""What stands at the edges of pages and is no part of the text: headers, footers, footnotes."""
