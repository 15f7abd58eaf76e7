"""Rules about the region that an image template lives and builds in."""
