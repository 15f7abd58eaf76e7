"""Measures speed and memory beside other tools in the same run: `python -m benchmarks`. Not part of the package."""
