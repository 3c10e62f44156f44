"""How two contents of a RID are compared: views, names, head line, and the sentences of each section."""
