"""What devices send to the map, what is answered, and what stands then."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kring.families.models import Consent, Family, Layer, Seat
from kring.families.services import hide
from kring.journal.models import Entry
from kring.network.models import Actor, MapRecord, Operation, Relation

pytestmark = [pytest.mark.django_db, pytest.mark.query]


class Tablet:
    """A browser that draws: what it was told, and what it sends."""

    def __init__(self, client, family, user):
        self.client, self.family, self.user = client, family, user
        self.client.force_login(user)

    def at(self, name):
        return reverse(f"overview:{name}", kwargs={"family_id": self.family.pk})

    @property
    def state(self):
        answer = self.client.get(self.at("together_state"))
        assert answer.status_code == 200
        return answer.json()

    def post(self, operations):
        body = json.dumps({"operations": operations})
        return self.client.post(self.at("together_send"), body, content_type="application/json")

    def sends(self, *operations):
        answer = self.post(operations)
        assert answer.status_code == 200, answer.content
        answers = answer.json()["answers"]
        assert [each["id"] for each in answers] == [each["id"] for each in operations]
        return [each["answer"] for each in answers]

    def fields(self, kind, record):
        return self.state["records"][kind][record]

    def key(self, kind, value, field="label"):
        found = self.state["records"][kind]
        return next(key for key, each in found.items() if each[field]["value"] == value)

    def seen(self, kind, record, field):
        return self.fields(kind, record).get(field, {"ops": []})["ops"]


def op(kind, record, field, value, seen=(), tap="t"):
    return {
        "id": str(uuid4()),
        "cell": {"kind": kind, "record": record, "field": field},
        "value": value,
        "seen": list(seen),
        "tap": tap,
    }


def actor(label="Buurvrouw Els", **more):
    key, tie = str(uuid4()), str(uuid4())
    made = {"label": label, "sphere": "friends_neighbours", "kind": "person"}
    return (
        key,
        tie,
        [
            *(op("actor", key, field, value) for field, value in made.items()),
            op("relation", tie, "actor", key),
            *(op("relation", tie, field, value) for field, value in more.items()),
        ],
    )


def row(model, key):
    return model.objects.for_system("test").get(pk=key)


@pytest.fixture
def els(client_of, family, alice):
    return Tablet(client_of(), family, alice)


@pytest.fixture
def amals(client_of, family, amal):
    return Tablet(client_of(), family, amal)


@pytest.fixture
def client_of():
    return Client


def test_somebody_new_is_on_the_map_and_in_the_journal(els, family):
    key, tie, sent = actor(closeness=1, **{"themes.housing": "helps"})

    assert els.sends(*sent) == ["done"] * 6

    made = row(Actor, key)
    assert (str(made.label), made.sphere, made.author) == (
        "Buurvrouw Els", "friends_neighbours", els.user,
    )  # fmt: skip
    tied = row(Relation, tie)
    assert (tied.closeness, tied.themes, str(tied.actor_id)) == (1, {"housing": "helps"}, key)
    lines = Entry.objects.filter(family_id=family.pk, verb=Entry.Verb.ADDED, part="map")
    assert {line.item_id for line in lines} == {UUID(key), UUID(tie)}
    state = els.state
    assert state["records"]["actor"][key]["label"] == {
        "value": "Buurvrouw Els", "ops": [sent[0]["id"]],
    }  # fmt: skip
    assert state["records"]["relation"][tie]["themes.housing"]["value"] == "helps"
    assert key in [node["id"] for node in state["layout"]["nodes"]]
    assert state["open"] == []


def test_sent_again_it_is_known_and_changes_nothing(els):
    _key, _tie, sent = actor()
    els.sends(*sent)
    before = els.state
    lines = Entry.objects.count()

    assert els.sends(*sent) == ["known"] * len(sent)

    assert els.state == before
    assert Entry.objects.count() == lines
    assert Operation.objects.for_system("test").count() == len(sent)


def test_what_was_seen_is_replaced(els):
    key = els.key("actor", "Lieve")
    seen = els.seen("actor", key, "label")
    assert len(seen) == 1

    assert els.sends(op("actor", key, "label", "Lieve Maes", seen)) == ["done"]

    assert els.fields("actor", key)["label"]["value"] == "Lieve Maes"
    assert str(row(Actor, key).label) == "Lieve Maes"
    assert row(Actor, key).version == 2
    assert els.state["open"] == []


def test_two_who_did_not_see_each_other_both_stand_until_somebody_chooses(els, amals):
    key = els.key("actor", "Lieve")
    seen = els.seen("actor", key, "label")
    mine = op("actor", key, "label", "Lieve Maes", seen)
    theirs = op("actor", key, "label", "Lieve M.", seen)

    assert els.sends(mine) == ["done"]
    assert amals.sends(theirs) == ["open"]

    [choice] = amals.state["open"]
    assert choice["cell"] == mine["cell"]
    said = {each["value"]: (each["by"], each["mine"]) for each in choice["said"]}
    assert said == {"Lieve Maes": ("Alice", False), "Lieve M.": ("Amal", True)}
    first = min(mine, theirs, key=lambda each: each["id"])
    assert str(row(Actor, key).label) == first["value"]
    assert els.sends(op("actor", key, "label", "Lieve", [mine["id"], theirs["id"]])) == ["done"]
    assert els.state["open"] == amals.state["open"] == []
    assert str(row(Actor, key).label) == "Lieve"


def test_what_stood_from_before_is_not_replaced_unseen(els):
    key = els.key("actor", "Lieve")
    [answer] = els.sends(op("actor", key, "label", "Marie"))

    assert answer == "open"
    assert {each["value"] for each in els.state["open"][0]["said"]} == {"Lieve", "Marie"}


def test_a_theme_of_a_tie_is_a_field_of_its_own(els):
    key = els.key("actor", "Lieve")
    tie = els.key("relation", key, "actor")
    assert els.sends(
        op("relation", tie, "themes.work", "helps"),
        op(
            "relation", tie, "themes.housing", None, els.seen("relation", tie, "themes.housing")
        ),
    ) == ["done", "done"]
    assert row(Relation, tie).themes == {"work": "helps"}
    assert els.fields("relation", tie)["themes.housing"]["value"] is None


def test_a_theme_is_said(els, family):
    seen = els.seen("theme", "housing", "need")
    assert els.sends(
        op("theme", "housing", "need", "none", seen), op("theme", "leisure", "self", True)
    ) == ["done", "done"]
    said = Family.objects.for_system("test").get(pk=family.pk).themes
    found = {each["id"]: each for each in said}
    assert found["housing"]["need"] == "none"
    assert found["housing"]["score"] == 3
    assert found["leisure"] == {"id": "leisure", "self": True}
    line = Entry.objects.first()
    assert (line.detail, line.item_id) == ("themes", family.pk)


def test_a_visit_knows_what_was_asked(els):
    key = str(uuid4())
    made = [op("map", key, "date", "2026-11-23"), op("map", key, "chosen", ["housing", "work"])]
    assert els.sends(*made) == ["done", "done"]
    assert row(MapRecord, key).asked is None
    assert els.sends(
        op("map", key, "asked.need", True), op("map", key, "asked.near", False)
    ) == ["done", "done"]
    assert row(MapRecord, key).asked == ["need"]
    assert els.fields("map", key)["chosen"]["value"] == ["housing", "work"]
    assert els.fields("map", key)["asked.near"]["value"] is False


def test_taken_away_lies_in_the_bin_and_comes_back(els, client):
    key, tie, sent = actor()
    els.sends(*sent)
    ids = [each["id"] for each in sent]
    gone = op("actor", key, "gone", True, ids[:3], tap="weg")
    tied = op("relation", tie, "gone", True, ids[3:], tap="weg")

    assert els.sends(gone, tied) == ["done", "done"]

    state = els.state
    assert state["records"]["actor"][key]["gone"] == {
        "value": True, "ops": [gone["id"]], "tap": "weg",
    }  # fmt: skip
    assert key not in [node["id"] for node in state["layout"]["nodes"]]
    page = els.client.get(els.at("family_network")).content.decode()
    assert "Buurvrouw Els" not in page
    back = [
        op("actor", key, "gone", False, [gone["id"]]),
        op("relation", tie, "gone", False, [tied["id"]]),
    ]
    assert els.sends(*back) == ["done", "done"]
    assert "Buurvrouw Els" in els.client.get(els.at("family_network")).content.decode()


def test_taken_away_while_somebody_wrote_is_a_choice_and_stays(els, amals):
    key, tie, sent = actor()
    els.sends(*sent)
    ids = [each["id"] for each in sent]
    els.sends(op("actor", key, "note", "Heeft een auto"))

    answer = amals.sends(
        op("actor", key, "gone", True, ids[:3]), op("relation", tie, "gone", True, ids[3:])
    )

    assert answer == ["open", "done"]
    assert row(Actor, key).gone_at is None
    [choice] = amals.state["open"]
    assert {each["value"] for each in choice["said"]} == {True, "Heeft een auto"}


def test_hung_on_who_was_taken_away_is_a_choice(els, amals):
    key, _tie, sent = actor()
    els.sends(*sent)
    other = els.key("actor", "OCMW")
    ids = [each["id"] for each in sent]
    gone = [op("actor", key, "gone", True, ids[:3]), op("relation", sent[3]["cell"]["record"],
            "gone", True, ids[3:])]  # fmt: skip
    assert amals.sends(*gone) == ["done", "done"]
    link = str(uuid4())

    answers = els.sends(op("link", link, "a", other), op("link", link, "b", key))

    assert answers == ["open", "open"]
    assert row(Actor, key).gone_at is None
    assert [each["cell"]["field"] for each in els.state["open"]] == ["gone"]


REFUSED = {
    "no text": "tekst",
    "no cell": {"id": str(uuid4()), "value": 1},
    "no number": op("actor", str(uuid4()), "label", "x") | {"id": "1"},
    "a number of the house": op("actor", str(uuid4()), "label", "x")
    | {"id": "6f0b2b51-3d0f-5c0e-9a54-2f5b7f6f3c11"},
    "no list of what was seen": op("actor", str(uuid4()), "label", "x") | {"seen": "alles"},
    "nobody": op("actor", str(uuid4()), "label", "x"),
    "no such field": op("actor", str(uuid4()), "visible_to", []),
    "a number as a name": op("actor", str(uuid4()), "label", 5),
    "a record with a name": op("actor", "lieve", "label", "x"),
    "a tap of no kind": op("actor", str(uuid4()), "label", "x") | {"tap": 5},
    "no such theme": op("theme", "maan", "need", "some"),
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(els, sent):
    before = els.state
    answer = els.post([sent])
    assert answer.status_code == 200
    [told] = answer.json()["answers"]
    assert told["answer"] == "refused"
    assert told["say"].endswith(".")
    assert els.state == before


def test_a_number_that_said_something_else_is_refused(els):
    key, _tie, sent = actor()
    els.sends(*sent)
    assert els.sends(sent[0] | {"value": "Iemand anders"}) == ["refused"]
    assert els.fields("actor", key)["label"]["value"] == "Buurvrouw Els"


def test_hidden_is_answered_as_what_is_not_there(els, family):
    key = els.key("actor", "OCMW")
    nobody = str(uuid4())
    for item in (key, str(row(Relation, els.key("relation", key, "actor")).pk)):
        hide(family.pk, item=UUID(item), who=els.user.pk, by=None)

    def told(record):
        sent = [
            op("actor", record, "label", "x"),
            op("actor", record, "gone", True),
            op("relation", str(uuid4()), "actor", record),
        ]
        answers = els.post(sent).json()["answers"]
        return [(each["answer"], each["say"]) for each in answers]

    assert told(key) == told(nobody)
    assert str(row(Actor, key).label) == "OCMW"
    assert key not in json.dumps(els.state)


def test_the_whole_of_somebody_hidden_cannot_be_made_again(els, family):
    key, _tie, sent = actor()
    hidden = els.key("actor", "OCMW")
    hide(family.pk, item=UUID(hidden), who=els.user.pk, by=None)
    sent = json.loads(json.dumps(sent).replace(key, hidden))
    assert els.sends(*sent) == ["refused"] * len(sent)
    assert str(row(Actor, hidden).label) == "OCMW"


def test_members_that_this_person_does_not_see_stay(els, family):
    key = els.key("actor", "OCMW")
    tie = els.key("relation", key, "actor")
    [amal, yousef] = [each["id"] for each in els.state["family"]["members"]]
    seen = els.seen("relation", tie, "members")
    first = op("relation", tie, "members", [amal, yousef], seen)
    els.sends(first)
    hide(family.pk, item=UUID(yousef), who=els.user.pk, by=None)
    assert els.fields("relation", tie)["members"]["value"] == [amal]

    assert els.sends(op("relation", tie, "members", [amal], [first["id"]])) == ["done"]

    assert row(Relation, tie).members == [UUID(amal), UUID(yousef)]
    assert els.sends(op("relation", tie, "members", [yousef])) == ["refused"]


def test_notes_of_another_professional_are_not_ours(els, family):
    key = els.key("actor", "Lieve")
    made = row(Actor, key)
    made.layer = Layer.PROFESSIONAL
    made.save()
    assert els.sends(op("actor", key, "label", "x")) == ["refused"]


def test_what_it_feels_like_is_not_for_who_it_is_about(els, family):
    key = els.key("actor", "OCMW")
    tie = els.key("relation", key, "actor")
    assert els.fields("relation", tie)["quality"]["value"] == "stressful"
    Seat.objects.filter(user=els.user).update(actor=key)
    fields = els.fields("relation", tie)
    assert "quality" not in fields
    assert els.sends(op("relation", tie, "quality", "strong")) == ["refused"]
    own = [each for field in fields.values() for each in field["ops"]]
    assert els.sends(op("relation", tie, "gone", True, own)) == ["done"]
    assert row(Relation, tie).gone_at is not None
    assert els.state["open"] == []


def test_a_map_that_stands_fast_is_not_changed(els, family):
    [key] = els.state["records"]["map"]
    made = row(MapRecord, key)
    made.frozen = True
    made.save()
    answer = els.post([op("map", key, "title", "x")]).json()["answers"][0]
    assert (answer["answer"], "staat vast" in answer["say"]) == ("refused", True)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422), ("{", 422), ("[]", 422), ('{"operations": {}}', 422), ("[" * 9999, 422),
        (json.dumps({"operations": [1] * 501}), 413), ("x" * (512 * 1024 + 1), 413),
    ],
    ids=["nothing", "torn", "a list", "no list", "deep", "many", "large"],
)  # fmt: skip
def test_what_is_no_sending_gets_a_sentence(els, body, status):
    answer = els.client.post(els.at("together_send"), body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json()["say"].endswith(".")


def test_too_fast(els, monkeypatch):
    monkeypatch.setattr("kring.overview.together_views.MOST_A_MINUTE", 3)
    _key, _tie, sent = actor()
    els.sends(*sent)
    assert els.post(sent).status_code == 429


def test_the_same_map_is_not_sent_twice(els):
    first = els.client.get(els.at("together_state"))
    again = els.client.get(els.at("together_state"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    key = els.key("actor", "Lieve")
    els.sends(op("actor", key, "note", "x"))
    after = els.client.get(els.at("together_state"), headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200


def test_a_family_that_closed_its_map(client_of, family, alice):
    tablet = Tablet(client_of(), family, alice)
    for each in Consent.objects.for_system("test").filter(family=family):
        each.delete()
    assert tablet.client.get(tablet.at("together_state")).status_code == 403
    assert tablet.post([op("theme", "work", "need", "some")]).status_code == 403
    assert tablet.client.get(tablet.at("together")).status_code == 200


def test_what_somebody_mended_before_it_was_sent_is_made_once(els):
    key, _tie, sent = actor("Buurvrou Els")
    mended = op("actor", key, "label", "Buurvrouw Els", [sent[0]["id"]])

    assert els.sends(*sent, mended) == ["done"] * 5
    assert els.fields("actor", key)["label"] == {
        "value": "Buurvrouw Els", "ops": [mended["id"]],
    }  # fmt: skip


def test_two_that_each_saw_the_other_cannot_be(els):
    key = els.key("actor", "Lieve")
    one = op("actor", key, "note", "een")
    other = op("actor", key, "note", "twee", [one["id"]])
    one["seen"] = [other["id"]]

    assert els.sends(one, other) == ["done", "refused"]
    assert els.fields("actor", key)["note"]["value"] == "een"


def test_a_field_is_made_empty_again(els):
    key = els.key("actor", "Lieve")
    note = op("actor", key, "note", "belt op dinsdag", els.seen("actor", key, "note"))
    els.sends(note)
    assert str(row(Actor, key).note) == "belt op dinsdag"

    assert els.sends(op("actor", key, "note", None, [note["id"]])) == ["done"]
    assert not row(Actor, key).note


def test_a_list_that_is_sent_again_is_known(els):
    tie = els.key("relation", els.key("actor", "Lieve"), "actor")
    members = [els.state["family"]["members"][0]["id"]]
    sent = op("relation", tie, "members", members, els.seen("relation", tie, "members"))

    assert els.sends(sent) == ["done"]
    assert els.sends(sent) == ["known"]
    assert els.sends(sent | {"value": []}) == ["known"]  # the rest may be of who is hidden
    assert els.sends(sent | {"value": members * 2}) == ["refused"]


def test_a_theme_that_the_family_does_not_have_is_refused(els):
    tie = els.key("relation", els.key("actor", "Lieve"), "actor")

    assert els.sends(op("relation", tie, "themes.maan", "helps")) == ["refused"]


def test_a_note_of_a_colleague_is_read_and_not_changed(client_of, family, nadia, alice):
    tablet = Tablet(client_of(), family, nadia)
    key = tablet.key("actor", "Lieve")
    made = row(Actor, key)
    made.layer, made.author = Layer.PROFESSIONAL, alice
    made.save()

    assert "Lieve" in json.dumps(tablet.state["records"]["actor"][key])
    assert tablet.sends(op("actor", key, "label", "x")) == ["refused"]


def test_what_does_not_open_is_never_replaced(els):
    key = els.key("actor", "Lieve")
    with connection.cursor() as cursor:
        pk = UUID(key) if connection.vendor == "postgresql" else UUID(key).hex
        cursor.execute("UPDATE kring_actor SET note = %s WHERE id = %s", [b"x" * 60, pk])
    [told] = els.post([op("actor", key, "note", "nieuw")]).json()["answers"]

    assert (told["answer"], "niet leesbaar" in told["say"]) == ("refused", True)
    assert bytes(Actor._base_manager.filter(pk=key).values_list("note", flat=True)[0]) == (
        b"x" * 60
    )


def test_a_number_of_something_hidden_is_taken_and_nothing_is_done(
    els, client_of, family, nadia
):
    others = Tablet(client_of(), family, nadia)
    key, tie, sent = actor("Nicht Mona")
    others.sends(*sent)
    for item in (key, tie):
        hide(family.pk, item=UUID(item), who=els.user.pk, by=None)
    mine = op("actor", els.key("actor", "Lieve"), "note", "x") | {"id": sent[0]["id"]}

    answer = els.post([mine])

    assert (answer.status_code, "door elkaar" in answer.text) == (409, True)
    assert not els.fields("actor", mine["cell"]["record"]).get("note")


def test_who_else_changed_it_is_named_while_they_are_known(els, amals, family):
    key = els.key("actor", "Lieve")
    seen = els.seen("actor", key, "label")
    amals.sends(op("actor", key, "label", "Lieve Maes", seen))

    def told():
        sent = op("actor", key, "label", "Lieve M.", seen)
        return els.post([sent]).json()["answers"][0]["say"]

    assert told() == f"{amals.user} heeft dit ook aangepast. Kies samen wat klopt."
    said = Operation.objects.for_system("test").filter(author=amals.user)
    said.update(author=None)
    assert told() == "Iemand anders heeft dit ook aangepast. Kies samen wat klopt."
