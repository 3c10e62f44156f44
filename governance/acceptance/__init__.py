"""Evidence, reviews, testing deliverables, readiness and the go-live."""
