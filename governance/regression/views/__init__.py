"""Pages of regression testing: for the DCC, SECAS and the TAG, and for a Party user."""
