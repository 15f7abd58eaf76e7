"""Rules about the WindowsRestart customizer."""
