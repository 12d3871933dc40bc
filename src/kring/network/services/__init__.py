"""Everything that changes the map of a family."""

from kring.network.services.dated import freeze
from kring.network.services.together import door_to_draw, draw

__all__ = ["door_to_draw", "draw", "freeze"]
