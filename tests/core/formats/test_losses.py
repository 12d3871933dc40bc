"""What stays behind when a family goes to easyNWK."""

from datetime import date

from kring.core.codes import Frequency, LinkType, Quality, Sphere
from kring.core.family import Actor, Family, Link, MapRecord, Member, Relation
from kring.core.formats.easynwk import read_easynwk
from kring.core.formats.losses import left_out_of_easynwk
from kring.core.words import Text

LIEVE = Actor(id="a1", label=Text.dutch("Lieve"), sphere=Sphere.KIN)
OCMW = Actor(id="a2", label=Text.dutch("OCMW"), sphere=Sphere.SERVICES)


def lost(**parts):
    family = Family(id="g", label=Text.dutch("Gezin H."), **parts)
    return [str(remark) for remark in left_out_of_easynwk(family, name="g.nwk.json")]


def test_what_stays_behind_is_said_with_how_many():
    said = lost(
        municipality=Text.dutch("Gent"),
        members=(
            Member(id="m1", name=Text.dutch("Yara"), role="child"),
            Member(id="m2", name=Text.dutch("Samir"), role="father"),
        ),
        actors=(
            LIEVE,
            OCMW,
            Actor(id="b", label=Text.dutch("An"), sphere=Sphere.VOLUNTEERS, bridge=True),
        ),
        relations=(
            Relation(actor="a1", closeness=1, quality=Quality.STRESSFUL, freq=Frequency.DAILY),
            Relation(actor="a2", closeness=2, members=("m1",), quality=Quality.STRONG),
        ),
        links=(Link(a="a1", b="a2"), Link(a="a2", b="b", type=LinkType.CONFLICT)),
        maps=(
            MapRecord(id="M1", date=date(2026, 1, 1)),
            MapRecord(id="M2", date=date(2026, 2, 1)),
        ),
    )

    assert said == [
        "g.nwk.json: Dit past niet in een kaart van easyNWK: band (1), brugfiguur (1),"
        " contact (1), gemeente (1), kaarten (2), kring (1), leden (2), soort band (1),"
        " voor wie in het gezin (1)."
    ]


def test_nothing_is_said_of_what_goes_along():
    assert (
        lost(
            actors=(LIEVE,),
            relations=(Relation(actor="a1", closeness=1, quality=Quality.STRESSFUL),),
        )
        == []
    )


def test_what_came_from_easynwk_loses_nothing():
    data = b"E;Rosa;45;x\nF;1;5.3.2018\nN;1;+An;w;Fr;y\nP;1;1;0.5;0.4;2\n"
    [family] = read_easynwk(data, name="x").families

    assert left_out_of_easynwk(family) == ()
