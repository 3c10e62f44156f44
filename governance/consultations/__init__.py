"""Consultations: a question to Parties with a deadline, their answers, the result and the decision that follows."""
