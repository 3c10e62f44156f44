"""What people type: forms of facts, sheets, proposals, unsaved input."""
