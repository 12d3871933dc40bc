"""Serving a real site: what is looked at before it starts, and the server itself."""
