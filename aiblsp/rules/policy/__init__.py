"""Rules that speak for the users' own policies."""
