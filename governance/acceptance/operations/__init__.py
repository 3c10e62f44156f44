"""Operations on criteria, evidence, reviews, conditions, deliverables and the go-live."""
