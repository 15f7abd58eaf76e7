"""Rules about secrets and about what is downloaded."""
