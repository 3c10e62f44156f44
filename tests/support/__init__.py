"""What tests share: factories, addresses, stacks of servers, strategies."""
