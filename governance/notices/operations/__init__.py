"""Operations on publication notices."""
