"""Rules about validators and how they are run."""
