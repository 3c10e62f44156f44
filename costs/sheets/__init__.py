"""The sheets of costs: the DCC cost table, and the operational and SECAS costs."""
