"""Forms of a modification. They read what was typed; rules are the operations' business."""
