"""What a RID holds, as types: its content, what one version says of itself, and the schemas made from both."""
