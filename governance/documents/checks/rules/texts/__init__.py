"""Rules about the texts: short forms, references, spellings, promises, characters."""
