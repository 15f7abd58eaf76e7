"""Rules about PowerShell customizers and validators."""
