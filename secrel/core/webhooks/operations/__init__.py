"""What owners, and the job, do with webhooks."""
