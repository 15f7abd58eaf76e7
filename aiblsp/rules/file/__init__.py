"""Rules about files that are put into the image."""
