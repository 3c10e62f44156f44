"""Operations on Test Participants, their declarations, and reminders."""
