"""How anything is changed: operations, their entries in the record, permissions and workflow tables."""
