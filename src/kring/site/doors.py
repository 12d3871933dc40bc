"""Who may come in: every address of the site, and what ten kinds of visitor are answered there.

This is the decision itself. The tests knock on every door as each visitor and compare; `kring
urls` prints it. A new address that is not decided here fails the tests.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

VISITORS: Final = (
    "nobody", "outsider", "family", "volunteer", "worker", "coordinator", "ended", "withdrawn",
    "administrator", "analyst",
)  # fmt: skip
REFUSED_METHOD: Final = 405
Answers = Sequence[int]


@dataclass(frozen=True, slots=True)
class Door:
    """What GET answers to each visitor, in their order; `sends`: what an empty POST answers.

    200 may read, 302 is sent on, 403 is told why not, 404 learns nothing, 405 only takes what
    is sent, 422 may send, but there is nothing in it. `example`: values for the address, where
    those of the example family will not do.
    """

    gets: Answers
    sends: Answers | None = None
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def methods(self) -> list[str]:
        reads = any(answer != REFUSED_METHOD for answer in self.gets[1:])
        return [*(["GET", "HEAD"] if reads else []), *(["POST"] if self.sends else [])]

    @property
    def is_public(self) -> bool:
        return self.gets[0] == 200


PUBLIC: Final = (200,) * 10
SENT_ON: Final = (302,) * 10
SIGNED_IN: Final = (302, *(200,) * 9)
CIRCLE: Final = (302, 404, 200, 200, 200, 200, 404, 404, 404, 404)
FAMILY_AND_STAFF: Final = (302, 404, 200, 403, 200, 200, 404, 404, 404, 404)
FAMILY_AND_LEAD: Final = (302, 404, 200, 403, 403, 200, 404, 404, 404, 404)
ONLY_SENT: Final = (302, *(405,) * 9)
ADMINISTRATOR: Final = (302, *(404,) * 7, 200, 404)
NOBODY: Final = UUID(int=0)

DOORS: Final[Mapping[str, Door]] = {
    "overview:start": Door(SENT_ON),
    "overview:wall": Door(SIGNED_IN),
    "overview:search": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "overview:volunteers": Door(SIGNED_IN),
    "overview:networks": Door(SIGNED_IN),
    "overview:policy": Door(SIGNED_IN),
    "overview:family": Door(CIRCLE),
    "overview:family_volunteers": Door(CIRCLE),
    "overview:family_network": Door(CIRCLE),
    "overview:family_plan": Door(CIRCLE),
    "overview:family_meetings": Door(CIRCLE),
    "overview:family_policy": Door(CIRCLE),
    "overview:print": Door(CIRCLE),
    "overview:paper": Door(CIRCLE, example={"kind": "kleur"}),
    "overview:blank": Door(SIGNED_IN),
    #                       nobody  out  fam  vol work coord  end  wdr  adm  ana
    "overview:family_circle": Door((302, 404, 200, 403, 200, 200, 404, 404, 404, 404)),
    "overview:together": Door(FAMILY_AND_STAFF),
    "overview:together_state": Door(FAMILY_AND_STAFF),
    "overview:together_send": Door(
        ONLY_SENT, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)
    ),
    "overview:files": Door(CIRCLE, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)),
    "overview:file": Door((302, *(404,) * 9), example={"file_id": NOBODY}),
    "overview:throw_file": Door(ONLY_SENT, (302, *(404,) * 9), {"file_id": NOBODY}),
    "exchange:import": Door((302, 200, 403, 403, 200, 200, 200, 200, 403, 403)),
    "exchange:create": Door(
        ONLY_SENT, sends=(302, 422, 403, 403, 422, 422, 422, 422, 403, 403)
    ),
    "exchange:template": Door(SIGNED_IN, example={"kind": "xlsx"}),
    # A professional takes a copy along by rights:take_along, where somebody else looks first.
    "exchange:export": Door((302, 404, 200, 403, 403, 403, 404, 404, 404, 404)),
    "exchange:copy": Door(
        ONLY_SENT,
        sends=(302, 404, 200, 403, 403, 403, 404, 404, 404, 404),
        example={"kind": "yaml"},
    ),
    #                       nobody  out  fam  vol work coord  end  wdr  adm  ana
    "rights:who_sees_what": Door(FAMILY_AND_STAFF),
    "rights:turn": Door(ONLY_SENT, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)),
    "rights:undo": Door(ONLY_SENT, sends=(302, 404, 302, 403, 302, 302, 404, 404, 404, 404)),
    "rights:consent": Door(
        FAMILY_AND_STAFF, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)
    ),
    "rights:restrict": Door(
        FAMILY_AND_LEAD, sends=(302, 404, 403, 403, 403, 302, 404, 404, 404, 404)
    ),
    "rights:seats": Door(FAMILY_AND_LEAD),
    "rights:seat_new": Door(
        (302, 404, 403, 403, 403, 200, 404, 404, 404, 404),
        sends=(302, 404, 403, 403, 403, 422, 404, 404, 404, 404),
    ),
    "rights:seat": Door(
        FAMILY_AND_LEAD, sends=(302, 404, 422, 403, 403, 422, 404, 404, 404, 404)
    ),
    "rights:hidden": Door(FAMILY_AND_STAFF),
    "rights:hide": Door(
        FAMILY_AND_STAFF, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)
    ),
    "rights:unhide": Door(ONLY_SENT, sends=(302, 404, 404, 403, 404, 404, 404, 404, 404, 404)),
    "rights:decisions": Door(FAMILY_AND_STAFF),
    "rights:ask": Door(ONLY_SENT, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)),
    "rights:answer": Door(
        ONLY_SENT,
        sends=(302, 404, 404, 403, 404, 404, 404, 404, 404, 404),
        example={"decision_id": NOBODY},
    ),
    # Nobody reads in need until an organisation allows it and a family agreed to it.
    "rights:glass": Door((302, *(404,) * 9), sends=(302, *(404,) * 9)),
    "rights:glass_close": Door(ONLY_SENT, sends=(302, *(404,) * 9)),
    "rights:glasses": Door(
        FAMILY_AND_LEAD, sends=(302, 404, 422, 403, 403, 422, 404, 404, 404, 404)
    ),
    "toolbox:index": Door(PUBLIC),
    "toolbox:show": Door(PUBLIC, example={"slug": "netwerkkaart"}),
    "overview:accessibility": Door(PUBLIC),
    "overview:privacy": Door(PUBLIC),
    "overview:register": Door((302, 403, 403, 403, 403, 200, 403, 403, 200, 403)),
    "overview:favicon": Door(SENT_ON),
    "people:login": Door(PUBLIC, sends=(422,) * 10),
    "people:login_passkey": Door((405,) * 10, sends=(422,) * 10),
    "people:passkey_question": Door(PUBLIC),
    "people:second_step": Door(SENT_ON, sends=SENT_ON),
    "people:again": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "people:logout": Door(ONLY_SENT, sends=SENT_ON),
    "people:forgot": Door(PUBLIC, sends=(422,) * 10),
    "people:new_password": Door(
        (410,) * 10, sends=(410,) * 10, example={"user_id": NOBODY, "token": "kies"}
    ),
    "people:security": Door(SIGNED_IN),
    "people:add_passkey": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "people:remove_passkey": Door(ONLY_SENT, sends=(302, *(404,) * 9), example={"pk": 0}),
    "people:add_app": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "people:app_picture": Door((302, *(404,) * 9)),
    "people:remove_app": Door(ONLY_SENT, sends=(302, *(404,) * 9)),
    "people:recovery_codes": Door(SIGNED_IN, sends=(302, *(403,) * 9)),
    "people:change_password": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "people:end_session": Door(ONLY_SENT, sends=(302, *(404,) * 9)),
    #                       nobody  out  fam  vol work coord  end  wdr  adm  ana
    "reception:invite": Door(
        (302, 404, 403, 403, 403, 200, 404, 404, 404, 404),
        sends=(302, 404, 403, 403, 403, 422, 404, 404, 404, 404),
    ),
    "reception:invitations": Door((302, 404, 403, 403, 403, 200, 404, 404, 404, 404)),
    "reception:confirm": Door(
        ONLY_SENT,
        sends=(302, 404, 403, 403, 403, 422, 404, 404, 404, 404),
        example={"invitation_id": NOBODY},
    ),
    "reception:cancel": Door(
        ONLY_SENT,
        sends=(302, 404, 403, 403, 403, 404, 404, 404, 404, 404),
        example={"invitation_id": NOBODY},
    ),
    "reception:waiting": Door(SIGNED_IN),
    "reception:accept": Door((404,) * 10, sends=(404,) * 10, example={"word": "geen"}),
    "reception:codes": Door(
        (302, 404, 200, 403, 200, 200, 404, 404, 404, 404),
        sends=(302, 404, 403, 403, 422, 422, 404, 404, 404, 404),
    ),
    "reception:stop_code": Door(ONLY_SENT, (302, *(404,) * 9), {"code_id": NOBODY}),
    "reception:pictures": Door((404,) * 10, sends=(404,) * 10, example={"word": "geen"}),
    "reception:forget_helper": Door(ONLY_SENT, (302, *(404,) * 9), {"user_id": NOBODY}),
    "reception:devices": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "reception:forget_device": Door(ONLY_SENT, (302, *(404,) * 9), {"device_id": NOBODY}),
    "reception:remember_finger": Door(
        ONLY_SENT, sends=(302, 403, 403, 422, 403, 403, 403, 403, 403, 403)
    ),
    "reception:pin": Door(SENT_ON, sends=SENT_ON),
    "reception:finger": Door((405,) * 10, sends=SENT_ON),
    "reception:steps": Door(SIGNED_IN),
    "reception:visit": Door(SIGNED_IN, sends=(302, *(422,) * 9)),
    "reception:help": Door(SIGNED_IN),
    "reception:leave": Door(
        SIGNED_IN, sends=(302, 302, 302, 302, 302, 422, 302, 302, 422, 302)
    ),
    "reception:welcome": Door((404,) * 10, sends=(404,) * 10, example={"word": "geen"}),
    "reception:people": Door(ADMINISTRATOR),
    "reception:new_welcome": Door(ADMINISTRATOR, sends=(302, *(404,) * 7, 422, 404)),
    "reception:person": Door((302, *(404,) * 9), example={"user_id": NOBODY}),
    "reception:ask_role": Door(ONLY_SENT, (302, *(404,) * 9), {"user_id": NOBODY}),
    "reception:end_account": Door(ONLY_SENT, (302, *(404,) * 9), {"user_id": NOBODY}),
    "reception:forget_devices": Door(ONLY_SENT, (302, *(404,) * 9), {"user_id": NOBODY}),
    "reception:end_sessions": Door(ONLY_SENT, (302, *(404,) * 9), {"user_id": NOBODY}),
    "reception:decide_role": Door(ONLY_SENT, (302, *(404,) * 9), {"request_id": NOBODY}),
    "reception:organisations": Door(ADMINISTRATOR, sends=(302, *(404,) * 7, 422, 404)),
    "reception:organisation": Door(
        (302, *(404,) * 9), sends=(302, *(404,) * 9), example={"organisation_id": NOBODY}
    ),
    # Only with the link of a new site, and never once it has an administrator of its own.
    "first:who": Door((404,) * 10, sends=(404,) * 10, example={"token": "geen"}),
    "first:step": Door(
        (404,) * 10, sends=(404,) * 10, example={"token": "geen", "address": "post"}
    ),
    # Letting go: who looked, taking along, correcting, wiping, ending.
    "rights:who_looked": Door((302, 404, 200, 403, 403, 200, 404, 404, 404, 404)),
    "rights:journal": Door((302, 403, 403, 403, 403, 403, 403, 403, 200, 403)),
    "rights:journal_file": Door((302, 403, 403, 403, 403, 403, 403, 403, 200, 403)),
    "rights:take_along": Door((302, 404, 200, 403, 200, 200, 404, 404, 404, 404)),
    "rights:take_ask": Door(
        ONLY_SENT, sends=(302, 404, 403, 403, 403, 422, 404, 404, 404, 404)
    ),
    "rights:take_agree": Door(
        ONLY_SENT, sends=(302, 404, 422, 403, 422, 422, 404, 404, 404, 404)
    ),
    "rights:take_copy": Door(
        ONLY_SENT,
        sends=(302, 404, 200, 403, 403, 422, 404, 404, 404, 404),
        example={"kind": "yaml"},
    ),
    "rights:replies": Door((302, 404, 200, 403, 200, 200, 404, 404, 404, 404)),
    "rights:reply": Door(
        ONLY_SENT,
        sends=(302, 404, 404, 403, 404, 404, 404, 404, 404, 404),
        example={"item_id": NOBODY},
    ),
    "rights:reply_answer": Door(
        ONLY_SENT,
        sends=(302, 404, 403, 403, 403, 404, 404, 404, 404, 404),
        example={"reply_id": NOBODY},
    ),
    "rights:erase": Door((302, 404, 200, 403, 200, 200, 404, 404, 404, 404)),
    "rights:erase_letter": Door((302, 404, 200, 403, 200, 200, 404, 404, 404, 404)),
    "rights:paper_only": Door(
        (302, 404, 200, 403, 403, 200, 404, 404, 404, 404),
        sends=(302, 404, 422, 403, 403, 422, 404, 404, 404, 404),
    ),
    "rights:closing": Door(
        (302, 404, 403, 403, 403, 200, 404, 404, 404, 404),
        sends=(302, 404, 403, 403, 403, 422, 404, 404, 404, 404),
    ),
    "rights:to_check": Door(SIGNED_IN),
    "set_language": Door(SENT_ON, sends=SENT_ON),
}  # fmt: skip
# Addresses that exist in the demo alone. They sign in without a password, so anybody may.
DEMO_DOORS: Final[Mapping[str, Door]] = {
    "demo:as": Door(SENT_ON, example={"role": "basiswerker"}),
}


def doors() -> Mapping[str, Door]:
    """Every door of this site as it runs now."""
    return {**DOORS, **DEMO_DOORS} if settings.DEMO else DOORS


def names_of_addresses() -> list[str]:
    """The name of every address that the site answers, with that of its room before it."""
    return list(_names(get_resolver().url_patterns))


def arguments_of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that this address asks for, out of its own example and `values`.

    Raises:
        KeyError: neither has a value for something the address asks.
    """
    values = {**values, **doors()[name].example}
    namespace, _, last = name.rpartition(":")
    resolver = get_resolver()
    for each in filter(None, namespace.split(":")):
        resolver = resolver.namespace_dict[each][1]
    ways = resolver.reverse_dict.getlist(last)
    if not ways:
        raise NoReverseMatch(name)
    [(_path, asked)] = ways[0][0]
    return {each: values[each] for each in asked}


def address_of(name: str, values: Mapping[str, Any]) -> str:
    """The path of this address, filled in with example values."""
    return reverse(name, kwargs=arguments_of(name, values))


def _names(patterns: Sequence[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
