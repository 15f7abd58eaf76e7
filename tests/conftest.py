"""Settings that all tests share."""

import os

from hypothesis import settings

# How long an example takes depends on the machine and on what else runs there, not on the code: no deadline. The same
# examples each time, so that a failure is about the change at hand; a longer search sets HYPOTHESIS_PROFILE=search.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
