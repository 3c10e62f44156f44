"""Operations on papers: drafting, issuing, carrying out what was agreed."""
