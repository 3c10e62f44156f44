"""The parts of a Word file: its styles, its template, its page, its blocks and tables."""
