"""The types of a RID's content and issue, and the schemas made from them."""
