"""The family, the seats in its circle, what it agreed to, and its story in its own words."""

from kring.families.models.codes import PictureCode
from kring.families.models.consent import Consent
from kring.families.models.family import Family, FamilyQuerySet
from kring.families.models.hidden import Hidden
from kring.families.models.household import Member, Story, Strength
from kring.families.models.invitations import Invitation
from kring.families.models.records import FamilyRecord, Layer, RecordQuerySet
from kring.families.models.seats import Seat

__all__ = [
    "Consent",
    "Family",
    "FamilyQuerySet",
    "FamilyRecord",
    "Hidden",
    "Invitation",
    "Layer",
    "Member",
    "PictureCode",
    "RecordQuerySet",
    "Seat",
    "Story",
    "Strength",
]
