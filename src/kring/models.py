"""Every model in the house, for Django to find. Nothing of ours imports this file."""

from kring.base.keystore import DataKey, ErasedFamily
from kring.families.models import Consent, Family, Hidden, Member, Seat, Story, Strength
from kring.journal.models import Entry
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import Organisation, User
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Publication, Signal

__all__ = [
    "Action",
    "Actor",
    "Agreement",
    "Consent",
    "DataKey",
    "Entry",
    "ErasedFamily",
    "Family",
    "Goal",
    "GoodPractice",
    "Hidden",
    "Link",
    "MapRecord",
    "Meeting",
    "Member",
    "Organisation",
    "Plan",
    "Publication",
    "Relation",
    "Seat",
    "Signal",
    "Story",
    "Strength",
    "User",
]
