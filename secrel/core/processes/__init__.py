"""What processes need: jobs woken and acknowledged, what a start refuses, a full disk."""
