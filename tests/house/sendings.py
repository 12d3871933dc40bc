"""What a valid form holds at each door, who sends it, and what there has to be first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts import PASSWORD, account
from cast import a_member, person
from kring.base.keystore import keys_for_one_request
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import break_glass, hide, name_protocol
from kring.families.services.attachments import add_file
from kring.network.models import Actor
from kring.people.models import Organisation, User
from kring.reception.services import accounts, codes, devices, invitations
from kring.reception.services.invitations import Terms
from kring.rights.models import Decision, Reply
from kring.rights.services.decisions import ask
from kring.rights.services.exporting import ask_for_copy
from kring.rights.services.replying import reply_to
from kring.rights.services.sharing import turn_off
from kring.site.doors import arguments_of
from kring.site.examples import values_of

WHY = "De buurvrouw hoorde glas breken en niemand doet open."
SOON = (localdate() + timedelta(days=90)).isoformat()
TODAY = localdate().isoformat()
NEW = {"name": "Els", "password": "een lange zin om te onthouden"}
LETTER = object()  # a file, made anew each time it is sent
nl = Text.dutch


@dataclass(frozen=True)
class Sending:
    """`prepare` gives the fields, and whatever the address asks beside the family."""

    who: str | None
    prepare: Callable
    shows: bool = False  # the first answer is a page that is never shown again


def invited(world, mail):
    terms = Terms(
        mail=mail, role=Seat.Role.VOLUNTEER, purpose="buddy", tie=Seat.Tie.DISCRETION,
        ends_on=localdate() + timedelta(days=90),
    )  # fmt: skip
    return invitations.invite(world.family.pk, terms=terms, by=world.nadia)


def reads_in_need(world):
    house = Organisation.objects.create(name="CAW", break_glass_allowed=True)
    world.charlie.organisation = house
    world.charlie.save()
    name_protocol(world.family.pk, organisation=house, by=None)
    return {}, {"reden": "danger", "woorden": WHY}


def stops_reading(world):
    reads_in_need(world)
    break_glass(world.family.pk, by=world.charlie, reason="danger", words=WHY)
    return {}, {}


def names(world):
    house = Organisation.objects.create(name="Politie", break_glass_allowed=True)
    return {}, {"stap": "noem", "organisatie": house.pk}


def takes_back_a_switch(world):
    turn_off(world.family.pk, receiver=world.bob.pk, part="map", by=world.amal)
    return {}, {}


def consents(world):
    return {}, {
        "wie": world.bob.pk, "delen": ["map", "plan"], "waarvoor": "een huis zoeken",
        "tot": SOON, "herbekijken": SOON,
    }  # fmt: skip


def gives_a_seat(world):
    world.nadia.organisation = Organisation.objects.create(name="Huis van Nadia")
    world.nadia.save()
    person("Els", email="els@voorbeeld.be", organisation=world.nadia.organisation)
    return {}, {
        "mail": "els@voorbeeld.be", "rol": "worker", "waarvoor": "wonen", "verteld": "on",
        "zwijgplicht": "secrecy", "akkoord": "aan tafel", "tot": SOON, "stap": "geef",
    }  # fmt: skip


def ends_a_seat(world):
    return {"seat_id": Seat.objects.get(user=world.bob).pk}, {"stap": "stop"}


def shows_again(world):
    hide(world.family.pk, item=world.item, who=world.bob.pk, by=world.nadia)
    return {}, {"wat": world.item, "wie": world.bob.pk}


def stops_a_question(world):
    asked = ask(world.family.pk, kind=Decision.Kind.HIDE, by=world.amal)
    return {"decision_id": asked.pk}, {"antwoord": "stop"}


def agrees_to_a_copy(world):
    ask_for_copy(world.family.pk, with_names=False, by=world.nadia)
    return {}, {"nagekeken": "on"}


def answers_a_reply(world):
    reply = reply_to(
        world.family.pk, world.item, kind=Reply.Kind.WORD, words=nl("Dat klopt niet."),
        by=world.amal,
    )  # fmt: skip
    return {"reply_id": reply.pk}, {"antwoord": "nee", "woorden": "We vroegen het na."}


def invites(world):
    return {}, {
        "mail": "els@voorbeeld.be", "role": "worker", "purpose": "wonen", "tie": "secrecy",
        "told_on": TODAY, "agreed_on": TODAY, "agreed_how": "aan tafel", "ends_on": SOON,
        "send": "1",
    }  # fmt: skip


def confirms(world):
    els = account("els")
    Authenticator.objects.create(user=els, type=Authenticator.Type.TOTP, data={})
    row = invitations.accept(invited(world, els.email).word, user=els)
    return {"invitation_id": row.pk}, {"code": row.code}


def accepts(world):
    world.bob.email = "bob@kring.test"
    world.bob.save()
    return {"word": invited(world, world.bob.email).word}, {}


def accepts_as_new(world):
    return {"word": invited(world, "els@voorbeeld.be").word}, {
        "mail": "els@voorbeeld.be", **NEW,
    }  # fmt: skip


def gives_a_code(world):
    return {}, {"member": world.item, "language": "nl", "asked_apart": "on"}


def stops_a_code(world):
    given = codes.give_code(
        world.family.pk, member=world.item, language="nl", asked_apart=True, by=world.nadia
    )
    return {"code_id": given.code.pk}, {}


def with_a_phone(world):
    made = devices.remember_device(world.bob, pin="402815", name="gsm")
    return {"device_id": made.device.pk, "user_id": world.bob.pk}, {}


def takes_up(world):
    sent = accounts.welcome(
        mail="els@voorbeeld.be", organisation=None, system_role="", by=world.adam
    )
    return {"word": sent.word}, {"mail": "els@voorbeeld.be", **NEW}


def asks_a_role(world):
    return {"user_id": person("Karim").pk}, {"system_role": User.SystemRole.ANALYST}


def decides_a_role(world):
    eva = person("Eva", system_role=User.SystemRole.ADMINISTRATOR)
    asked = accounts.ask_role(person("Karim"), User.SystemRole.ANALYST, by=eva)
    return {"request_id": asked.pk}, {"answer": "yes"}


def visits(world):
    actor = Actor.objects.for_system("test").get(family=world.family, position=0)
    Seat.objects.filter(user=world.bob).update(actor=actor.pk)
    return {}, {"when": "0", "how": "happy", "words": "We dronken thee."}


def uploads(world):
    return {}, {"file": LETTER}


def throws_away(world):
    row = add_file(world.family.pk, data=b"Een brief.", name="brief.txt", by=world.amal)
    return {"file_id": row.pk}, {}


def with_a_key(world):
    keys = [
        Authenticator.objects.create(
            user=world.bob, type=Authenticator.Type.WEBAUTHN,
            data={"name": name, "credential": {}},
        )
        for name in ("gsm", "laptop")
    ]  # fmt: skip
    return {"pk": keys[0].pk}, {}


def with_an_app(world):
    with_a_key(world)
    Authenticator.objects.create(user=world.bob, type=Authenticator.Type.TOTP, data={})
    return {}, {}


def fields(**more):
    return lambda world: ({}, more)


SENDINGS = {
    "rights:turn": Sending(
        "amal", lambda world: ({}, {"wie": world.bob.pk, "deel": "map", "aan": "0"})
    ),
    "rights:undo": Sending("amal", takes_back_a_switch),
    "rights:consent": Sending("amal", consents),
    "rights:restrict": Sending("nadia", fields()),
    "rights:seat_new": Sending("nadia", gives_a_seat),
    "rights:seat": Sending("nadia", ends_a_seat),
    "rights:hide": Sending(
        "nadia", lambda world: ({}, {"wat": world.item, "wie": world.bob.pk})
    ),
    "rights:unhide": Sending("nadia", shows_again),
    "rights:ask": Sending("amal", fields(wat="hide")),
    "rights:answer": Sending("amal", stops_a_question),
    "rights:glass": Sending("charlie", reads_in_need),
    "rights:glass_close": Sending("charlie", stops_reading),
    "rights:glasses": Sending("amal", names),
    "rights:take_ask": Sending("nadia", fields(nagekeken=["namen", "nota", "geven"])),
    "rights:take_agree": Sending("alice", agrees_to_a_copy),
    "rights:reply": Sending(
        "amal", lambda world: ({"item_id": world.item}, {"woorden": "Dat klopt niet."})
    ),
    "rights:reply_answer": Sending("nadia", answers_a_reply),
    "rights:closing": Sending("nadia", fields(wat="dicht")),
    "reception:invite": Sending("nadia", invites),
    "reception:confirm": Sending("nadia", confirms),
    "reception:cancel": Sending(
        "nadia",
        lambda world: ({"invitation_id": invited(world, "els@voorbeeld.be").invitation.pk}, {}),
    ),
    "reception:accept": Sending("bob", accepts),
    "reception:codes": Sending("nadia", gives_a_code, shows=True),
    "reception:stop_code": Sending("nadia", stops_a_code),
    "reception:devices": Sending("bob", fields(pin="402815", again="402815", name="gsm")),
    "reception:forget_device": Sending("bob", with_a_phone),
    "reception:forget_helper": Sending("nadia", with_a_phone),
    "reception:forget_devices": Sending("adam", with_a_phone),
    "reception:welcome": Sending(None, takes_up),
    "reception:new_welcome": Sending("adam", fields(mail="els@voorbeeld.be")),
    "reception:ask_role": Sending("adam", asks_a_role),
    "reception:decide_role": Sending("adam", decides_a_role),
    "reception:end_account": Sending(
        "adam", lambda world: ({"user_id": person("Karim").pk}, {})
    ),
    "reception:end_sessions": Sending("adam", lambda world: ({"user_id": world.bob.pk}, {})),
    "reception:organisations": Sending("adam", fields(name="Huis Lindervelde")),
    "reception:organisation": Sending(
        "adam",
        lambda world: (
            {"organisation_id": Organisation.objects.create(name="Huis").pk},
            {"name": "Thuis"},
        ),
    ),
    "reception:visit": Sending("bob", visits),
    "overview:files": Sending("amal", uploads),
    "overview:throw_file": Sending("amal", throws_away),
    "people:remove_passkey": Sending("bob", with_a_key),
    "people:remove_app": Sending("bob", with_an_app),
    "people:recovery_codes": Sending("bob", with_a_key, shows=True),
    "people:change_password": Sending("bob", fields(new=PASSWORD, again=PASSWORD)),
    "people:end_session": Sending("bob", fields(session="others")),
}
ALSO = {"reception:accept": Sending(None, accepts_as_new)}  # by whoever has no account yet


def world_of(request, family):
    """The family and its people, before anything happens."""
    names = ("alice", "bob", "amal", "nadia", "charlie", "adam")
    people = {name: request.getfixturevalue(name) for name in names}
    return SimpleNamespace(family=family, item=a_member(family), **people)


def address_at(name, world, asked):
    arguments = arguments_of(name, values_of(world.family) | asked)
    own = {key: value for key, value in asked.items() if key in arguments}
    return reverse(name, kwargs=arguments | own)


def browser_of(who, world):
    client = Client()
    if who:
        client.force_login(getattr(world, who))
    return client


def send(client, address, fields, *, key):
    """The form as the browser sends it, with the key that stood on the page."""
    file = SimpleUploadedFile("brief.txt", b"Een brief.")
    sent = {name: file if value is LETTER else value for name, value in fields.items()}
    with keys_for_one_request():
        return client.post(address, sent | ({"once": str(key)} if key else {}))
