"""Every family of the demo lives in the database without losing a word."""

import pytest

from cast import bring
from kring.core.plain import plain
from kring.core.sharing import Reader, as_seen_by
from kring.exchange.queries import family_file
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.people.models import User
from kring.site.demo_world import family_files

pytestmark = [pytest.mark.django_db, pytest.mark.query]

FAMILIES = {
    family.id: (family, file.themes) for file in family_files() for family in file.families
}


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_of_the_demo_goes_out_as_its_coordinator_may_see_it(db, name):
    family, themes = FAMILIES[name]
    nadia = User.objects.create_user("nadia")
    row = bring(family, themes=themes, by=None, is_example=True)
    give_seat(family=row, user=nadia, role=Seat.Role.COORDINATOR, purpose="x", by=None)

    file = family_file(row.pk, by=nadia)

    assert file.meta.fictional
    expected = as_seen_by(family, role=Reader.COORDINATOR)
    assert [plain(each) for each in file.families] == [plain(expected)]
