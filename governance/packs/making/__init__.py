"""Makes the files of a pack: the joined PDF and the zip."""
