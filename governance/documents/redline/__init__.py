"""The redline of two versions of a document as a document of its own: printed and written, never frozen."""
