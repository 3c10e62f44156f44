"""Operations on meetings, agenda items, positions and decisions."""
