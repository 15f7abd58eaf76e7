"""Rules about Shell customizers and validators."""
