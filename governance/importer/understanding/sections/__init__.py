"""A file for each section of a RID: what its lines and tables state, with how sure each field is."""
