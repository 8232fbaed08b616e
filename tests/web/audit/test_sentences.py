"""Every event can be read as a sentence."""

from __future__ import annotations

from recorded_kinds import read_source

from commonweal_web.audit.models import Event
from commonweal_web.audit.sentences import known_kinds, people_in, tell


def test_every_recorded_kind_has_its_sentence() -> None:
    """In the module `sentences` of the app that records it; and every kind can be read from the source."""
    found, unread = read_source().recorded()
    assert {"case-started", "person-invited", "code-not-required"} <= found.keys()
    assert {kind: place for kind, place in found.items() if kind not in known_kinds()} == {}
    assert unread == [], "Write the kind as a text, where the event is recorded or where that function is called."


def test_a_sentence_names_people_as_they_are_called_now() -> None:
    """Who acted, and who it was done to."""
    event = Event(kind="member-added", by="a", facts={"person": "b", "role": "approver"})
    assert people_in([event]) == {"a", "b"}
    assert tell(event, {"a": "Ada", "b": "Bo"}) == "Ada added Bo to the team as approver."
    assert tell(event, {"b": "Bo"}) == "A former user added Bo to the team as approver."


def test_what_was_not_recorded_or_is_not_known_is_said() -> None:
    """An event of an older or a later release is still shown."""
    assert "(not recorded)" in tell(Event(kind="member-added", by="", facts={}), {})
    assert (
        tell(Event(kind="moon-landed", by="", facts={}), {}) == "The service did something of the kind “moon-landed”."
    )


def test_every_sentence_can_be_told() -> None:
    """Its placeholders are names, and no percent sign stands alone."""
    for kind, sentence in known_kinds().items():
        told = tell(Event(kind=kind, by="a", facts={}), {"a": "Ada"})
        assert str(sentence.title) and told.endswith(".") and "%(" not in told, kind
