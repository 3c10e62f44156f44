"""The redline of two composed documents of any kind: the newer one with what was inserted and deleted marked."""
