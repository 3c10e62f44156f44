"""Composing releases as documents: contents, snapshots and the PDFs made from them."""
