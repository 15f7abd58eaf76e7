"""Rules about the steps that customize the image, whatever their type."""
