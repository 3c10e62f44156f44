"""What-if scenarios: steps that nobody has made yet, what they would bring, and applying or discarding them."""
