"""Operations: storing contents and snapshots, rendering PDFs."""
