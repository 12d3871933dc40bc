"""The second wall: the rule of access once more, inside PostgreSQL."""
