"""The people who work here: their accounts, and the devices and welcomes that go with them."""

from kring.people.models.accounts import Organisation, User
from kring.people.models.devices import Device
from kring.people.models.mails import WaitingMail
from kring.people.models.tries import WrongTry
from kring.people.models.welcome import RoleRequest, Welcome

__all__ = [
    "Device",
    "Organisation",
    "RoleRequest",
    "User",
    "WaitingMail",
    "Welcome",
    "WrongTry",
]
