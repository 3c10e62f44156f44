"""A release composed as a document: contents and snapshots, and the files made from them."""
