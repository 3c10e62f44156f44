"""Pages with pictures: the timeline, how one release changed over time, and churn and slippage."""
