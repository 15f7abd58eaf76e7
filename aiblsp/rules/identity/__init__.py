"""Rules about the identity that Image Builder works with."""
