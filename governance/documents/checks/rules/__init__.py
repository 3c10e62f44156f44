"""The rules of the checker. Each is one function with one sentence, which is printed at /checks/."""
