"""Keeping what a site holds: copies that only its owner opens, a journal that is whole."""
