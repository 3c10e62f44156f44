"""What the API's endpoints share: twins of operations, resources, problems, versions, tokens, lists."""
