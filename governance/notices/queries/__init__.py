"""What the pages, the checks and the API read about notices and the Document Log."""
