"""Publication notices, their versions, and the Document Log, which rests on them alone."""
