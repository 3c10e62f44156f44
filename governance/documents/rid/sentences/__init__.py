"""The standard sentences in their editions, each with the facts that print it."""
