"""What an editor may ask, one file a feature: offsets in, plain data out. Knows neither protocol nor disk."""
