"""Changes after which a document is as right as before. Importing this package registers them."""

from tests.governance.documents.slips.neutral import dates, facts, texts  # noqa: F401
