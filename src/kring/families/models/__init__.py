"""The family, the seats in its circle, what it agreed to, and its story in its own words."""

from kring.families.models.attachments import Paper, Piece, Recording
from kring.families.models.codes import PictureCode
from kring.families.models.consent import Consent, ConsentQuerySet, ConsentTalk
from kring.families.models.family import Family, FamilyQuerySet
from kring.families.models.glass import BreakGlass, Protocol
from kring.families.models.hidden import Hidden
from kring.families.models.household import Member, Story, Strength
from kring.families.models.invitations import Invitation
from kring.families.models.records import FamilyRecord, Layer, RecordQuerySet
from kring.families.models.seats import Seat

__all__ = [
    "BreakGlass",
    "Consent",
    "ConsentQuerySet",
    "ConsentTalk",
    "Family",
    "FamilyQuerySet",
    "FamilyRecord",
    "Hidden",
    "Invitation",
    "Layer",
    "Member",
    "Paper",
    "PictureCode",
    "Piece",
    "Protocol",
    "RecordQuerySet",
    "Recording",
    "Seat",
    "Story",
    "Strength",
]
