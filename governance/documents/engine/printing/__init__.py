"""A document printed: PDF, HTML, Word, tables."""
