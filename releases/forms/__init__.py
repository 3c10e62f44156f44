"""Forms of a release. They read what was typed; rules are the operations' business."""
