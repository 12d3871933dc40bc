"""Where somebody begins."""

from django.urls import reverse

from kring.core.sharing import Reader
from kring.families.queries import families_of, opened
from kring.people.models import User


def first_page(user: User) -> str:
    """The policy officer's figures; the family's own page; for others the wall."""
    if user.system_role == User.SystemRole.ANALYST:
        return reverse("overview:policy")
    doors = [opened(row) for row in families_of(user)[:2]]
    if [door.reader for door in doors] == [Reader.FAMILY]:
        return reverse("overview:family", args=[doors[0].pk])
    return reverse("overview:wall")
