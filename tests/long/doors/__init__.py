"""What comes in from outside: requests of every kind, from every role."""
