"""Operations on packs."""
