"""The checker: one function for each rule about a document, the standard criteria and the calendar."""
