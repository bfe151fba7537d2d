"""What a person or group wrote, as frozen classes; plain facts about it.

Every class has `extra`: keys of a saved document that this edition does not know, kept as they came.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NewType

from attrs import field, frozen

# Texts that must be one of the tool's permanent ids (checked where documents come in).
StageId = NewType("StageId", str)
RatingId = NewType("RatingId", str)
StatusId = NewType("StatusId", str)
FocusId = NewType("FocusId", str)
GroupId = NewType("GroupId", str)
# A point in time as browsers write it (2026-11-22T10:00:00.000Z), or nothing.
Moment = NewType("Moment", str)
# The name of a change, a voice or an action, unique in its list; never empty.
Id = NewType("Id", str)
# Which time round a reflection is, from 1.
Round = NewType("Round", int)

TO_DO = StatusId("to-do")
DONE = StatusId("done")

type Extra = Mapping[str, Any]

# Marks a field that stands beside the document's own keys, and is no key itself.
BESIDE = {"beside": True}
# Marks a field whose key stands in a document only if it says something: most documents have no use for it.
SELDOM = {"seldom": True}


def blank(*texts: str) -> bool:
    """Whether nobody has written anything in any of these."""
    return not any(text.strip() for text in texts)


@frozen
class Focus:
    """What the reflection looks at."""

    kind: FocusId | None = None
    about: str = ""
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Perspective:
    """Whose view it is."""

    group: GroupId | None = None
    who: str = ""
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Source:
    """Whose a point was, in a reflection made of several; all empty is somebody who is not named."""

    who: str = ""
    group: GroupId | None = None
    reflection: str = ""
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Voice:
    """Evidence taken over from somebody, beside what the group itself wrote."""

    id: Id
    text: str = ""
    source: Source = field(factory=Source)
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Earlier:
    """What was answered the last time round, and when that was."""

    stage: StageId | None = None
    rating: RatingId | None = None
    evidence: str = ""
    changed: Moment = Moment("")
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Clash:
    """What another page wrote into the field at `path` while somebody wrote there; not chosen yet."""

    id: Id
    path: str = ""
    text: str = ""
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Change:
    """An idea for change; `chosen` puts its actions into the plan. `source` says whose idea it was."""

    id: Id
    text: str = ""
    chosen: bool = False
    source: Source | None = field(default=None, metadata=SELDOM)
    extra: Extra = field(factory=dict, metadata=BESIDE)


@frozen
class Action:
    """Who does what by when and how. `when` is free text; `written` is the day it was last typed.

    `change` names the change it belongs to; it is None for an action that belongs to no idea.
    """

    id: Id
    change: str | None = None
    what: str = ""
    who: str = ""
    when: str = ""
    written: date | None = None
    how: str = ""
    status: StatusId = TO_DO
    extra: Extra = field(factory=dict, metadata=BESIDE)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return blank(self.what, self.who, self.when, self.how)


@frozen
class IdeaAnswers:
    """What was written about one idea. `recognised` holds ids of descriptors and quotes."""

    stage: StageId | None = None
    evidence: str = ""
    recognised: tuple[str, ...] = ()
    rating: RatingId | None = None
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()
    done: bool = False
    voices: tuple[Voice, ...] = field(default=(), metadata=SELDOM)
    earlier: Earlier | None = field(default=None, metadata=SELDOM)
    extra: Extra = field(factory=dict, metadata=BESIDE)

    def actions_of(self, change: Change) -> tuple[Action, ...]:
        """The actions that belong to a change, in the order written."""
        return tuple(action for action in self.actions if action.change == change.id)

    @property
    def written_changes(self) -> tuple[Change, ...]:
        """The changes that say something, in themselves or by their actions."""
        return tuple(
            change
            for change in self.changes
            if not blank(change.text) or not all(action.is_blank for action in self.actions_of(change))
        )

    def words_for(self, change: Change) -> str:
        """What a change says: its own text, else what its first action says."""
        texts = (change.text, *(action.what for action in self.actions_of(change)))
        return next((text for text in texts if not blank(text)), "")

    @property
    def chosen(self) -> tuple[Change, ...]:
        """The changes that were chosen and say something."""
        return tuple(change for change in self.written_changes if change.chosen)

    @property
    def strays(self) -> tuple[Action, ...]:
        """Actions whose change is not there; they say something, so they are not to be lost."""
        known = {change.id for change in self.changes}
        return tuple(action for action in self.actions if action.change not in known and not action.is_blank)

    @property
    def written_voices(self) -> tuple[Voice, ...]:
        """The voices that say something."""
        return tuple(voice for voice in self.voices if not blank(voice.text))

    @property
    def evidence_texts(self) -> tuple[str, ...]:
        """All evidence: the group's own, then what was taken over from people."""
        own = () if blank(self.evidence) else (self.evidence,)
        return (*own, *(voice.text for voice in self.written_voices))

    @property
    def without_evidence(self) -> bool:
        """Whether there is no evidence, neither the group's own nor anybody's."""
        return not self.evidence_texts

    @property
    def is_blank(self) -> bool:
        """Whether nobody has answered anything here (this time round)."""
        return self.without_evidence and not (
            self.stage or self.rating or self.recognised or self.written_changes or self.strays
        )


@frozen
class Reflection:
    """Everything one person or group wrote.

    `ideas` has all ideas of the tool, in order; ideas of another edition are kept in `other_ideas`.
    `series` is the id of the first of several rounds, empty for its own.
    """

    id: str = ""
    name: str = ""
    focus: Focus = field(factory=Focus)
    perspective: Perspective = field(factory=Perspective)
    created: Moment = Moment("")
    changed: Moment = Moment("")
    ideas: Mapping[str, IdeaAnswers] = field(factory=dict)
    actions: tuple[Action, ...] = ()
    series: str = field(default="", metadata=SELDOM)
    round: Round = field(default=Round(1), metadata=SELDOM)
    clashes: tuple[Clash, ...] = field(default=(), metadata=SELDOM)
    other_ideas: Extra = field(factory=dict, metadata=BESIDE)
    extra: Extra = field(factory=dict, metadata=BESIDE)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered for any idea and the plan holds nothing of its own."""
        return all(answers.is_blank for answers in self.ideas.values()) and not any(self.own_actions())

    def own_actions(self) -> Iterator[Action]:
        """The actions that belong to no idea and say something."""
        return (action for action in self.actions if not action.is_blank)
