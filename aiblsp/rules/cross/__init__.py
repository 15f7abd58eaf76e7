"""Rules about parts of a template, or resources of a file, that do not fit together."""
