"""Changes on the way to the go-live."""
