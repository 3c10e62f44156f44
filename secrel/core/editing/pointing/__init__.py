"""Opening an edit page at the place of a finding: its row and cell are marked, and the cursor is in them."""
