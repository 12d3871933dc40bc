"""Pages of coming in and leaving."""
