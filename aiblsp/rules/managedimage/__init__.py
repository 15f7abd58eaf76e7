"""Rules about targets of type ManagedImage."""
