"""Rules about targets of type VHD."""
