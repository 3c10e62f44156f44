"""The sections of a RID, each built from the content alone."""
