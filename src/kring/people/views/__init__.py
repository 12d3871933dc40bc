"""The pages of this room: to come in, to leave, and to look after one's own account."""
