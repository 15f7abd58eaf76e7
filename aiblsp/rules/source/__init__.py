"""Rules about the source image."""
