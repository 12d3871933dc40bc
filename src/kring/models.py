"""Every model in the house, for Django to find. Nothing of ours imports this file."""

from kring.base.keystore import DataKey, ErasedFamily
from kring.families.models import (
    BreakGlass,
    Consent,
    ConsentTalk,
    Family,
    Hidden,
    Invitation,
    Member,
    PictureCode,
    Protocol,
    Seat,
    Story,
    Strength,
)
from kring.journal.models import Entry
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import Device, Organisation, RoleRequest, User, Welcome, WrongTry
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.rights.models import (
    Closing,
    CopyWish,
    Decision,
    OldValue,
    Reply,
    RetentionRun,
    Voice,
)
from kring.signals.models import GoodPractice, Publication, Signal

__all__ = [
    "Action",
    "Actor",
    "Agreement",
    "BreakGlass",
    "Closing",
    "Consent",
    "ConsentTalk",
    "CopyWish",
    "DataKey",
    "Decision",
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
    "OldValue",
    "Organisation",
    "PictureCode",
    "Plan",
    "Protocol",
    "Publication",
    "Relation",
    "Reply",
    "RetentionRun",
    "RoleRequest",
    "Seat",
    "Signal",
    "Story",
    "Strength",
    "User",
    "Voice",
    "Welcome",
    "WrongTry",
]
