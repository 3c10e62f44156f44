"""Every value of a RID with a path, where it is printed, how it changed, and from what it is computed. Pure."""
