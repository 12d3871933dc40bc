"""Every model in the house, for Django to find. Nothing of ours imports this file."""

from kring.base.keystore import DataKey, ErasedFamily
from kring.families.models import (
    Consent,
    Family,
    Hidden,
    Invitation,
    Member,
    PictureCode,
    Seat,
    Story,
    Strength,
)
from kring.journal.models import Entry
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import Device, Organisation, RoleRequest, User, Welcome, WrongTry
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Publication, Signal

__all__ = [
    "Action",
    "Actor",
    "Agreement",
    "Consent",
    "DataKey",
    "Device",
    "Entry",
    "ErasedFamily",
    "Family",
    "Goal",
    "GoodPractice",
    "Hidden",
    "Invitation",
    "Link",
    "MapRecord",
    "Meeting",
    "Member",
    "Organisation",
    "PictureCode",
    "Plan",
    "Publication",
    "Relation",
    "RoleRequest",
    "Seat",
    "Signal",
    "Story",
    "Strength",
    "User",
    "Welcome",
    "WrongTry",
]
