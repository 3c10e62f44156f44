"""Changes to what is decided and published about a release, one subject a module."""
