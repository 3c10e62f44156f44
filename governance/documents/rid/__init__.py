"""The Release Implementation Document: types, sections, comparison."""
