"""Rules about build time and cost."""
