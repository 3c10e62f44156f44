"""Search: `reading` parses the text of a search, `matching` turns it into database conditions, `columns`
makes text of columns that are not."""
