"""Operations on consultations, their answers and results."""
