"""Operations on scenarios and on blackout periods."""
