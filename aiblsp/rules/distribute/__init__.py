"""Rules about the targets that an image is distributed to, whatever their type."""
