"""Drawing one map with several hands: what is done to it, and how that comes together."""
