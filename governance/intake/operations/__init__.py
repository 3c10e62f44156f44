"""Operations on documents brought in: uploading, confirming a RID, a paper, or notices."""
