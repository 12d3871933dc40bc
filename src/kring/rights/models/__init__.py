"""What a family decides about its own data, and what is on its way out."""

from kring.rights.models.decisions import Decision, Voice
from kring.rights.models.letting_go import Closing, CopyWish, OldValue, Reply, RetentionRun

__all__ = [
    "Closing",
    "CopyWish",
    "Decision",
    "OldValue",
    "Reply",
    "RetentionRun",
    "Voice",
]
