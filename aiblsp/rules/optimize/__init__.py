"""Rules about optimizing, errors, staging resource groups, managed tags, automatic runs and triggers."""
