"""What requests and responses share: caches, cookies, logs, errors."""
