"""The pages of notices and of the Document Log."""
