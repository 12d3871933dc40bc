"""Kring: free software for the people who stand around a refugee family."""
