"""Rules about Windows updates."""
