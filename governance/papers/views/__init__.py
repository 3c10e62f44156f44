"""The pages and files of papers."""
