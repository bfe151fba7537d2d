"""What a person or group wrote, as frozen classes."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NewType

from attrs import field, frozen

from worksheet_py.validation.strict_converter import NOT_SERIALIZED, OMIT_IF_DEFAULT

# One of the tool's permanent ids.
StageId = NewType("StageId", str)
RatingId = NewType("RatingId", str)
StatusId = NewType("StatusId", str)
FocusId = NewType("FocusId", str)
GroupId = NewType("GroupId", str)
# Like 2026-11-22T10:00:00.000Z, or empty.
Timestamp = NewType("Timestamp", str)
# The id of an entry of a list, unique in it and never empty.
Id = NewType("Id", str)
# The number of a round, from 1.
Round = NewType("Round", int)

TO_DO = StatusId("to-do")
DONE = StatusId("done")

type Extra = Mapping[str, Any]


def blank(*texts: str) -> bool:
    """Whether none of the texts has anything but white space."""
    return not any(text.strip() for text in texts)


@frozen
class Part:
    """A part of a saved document; `extra` has the keys that this edition does not know, unchanged."""

    extra: Extra = field(factory=dict, metadata=NOT_SERIALIZED, kw_only=True)


@frozen
class Focus(Part):
    """What the reflection looks at."""

    kind: FocusId | None = None
    about: str = ""


@frozen
class Perspective(Part):
    """Whose view it is."""

    group: GroupId | None = None
    who: str = ""


@frozen
class Source(Part):
    """Who said something that a group took over. All empty: a person who is not to be named."""

    who: str = ""
    group: GroupId | None = None
    reflection: str = ""


@frozen
class Voice(Part):
    """Evidence that a group took over from somebody."""

    id: Id
    text: str = ""
    source: Source = field(factory=Source)


@frozen
class Earlier(Part):
    """What was answered in the round before, and when."""

    stage: StageId | None = None
    rating: RatingId | None = None
    evidence: str = ""
    changed: Timestamp = Timestamp("")


@frozen
class Clash(Part):
    """A text written into the field at `path` on another page at the same time; nobody has chosen yet."""

    id: Id
    path: str = ""
    text: str = ""


@frozen
class Change(Part):
    """An idea for change; `chosen` puts its actions into the plan. `source` says whose idea it was."""

    id: Id
    text: str = ""
    chosen: bool = False
    source: Source | None = field(default=None, metadata=OMIT_IF_DEFAULT)


@frozen
class Action(Part):
    """Who does what by when (in free text) and how."""

    id: Id
    change: str | None = None  # the id of the change it belongs to; None if it belongs to no idea
    what: str = ""
    who: str = ""
    when: str = ""
    written: date | None = None  # the day on which `when` was last typed
    how: str = ""
    status: StatusId = TO_DO

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return blank(self.what, self.who, self.when, self.how)


@frozen
class IdeaAnswers(Part):
    """What was written about one idea; `recognised` has ids of descriptors and quotes."""

    stage: StageId | None = None
    evidence: str = ""
    recognised: tuple[str, ...] = ()
    rating: RatingId | None = None
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()
    done: bool = False
    voices: tuple[Voice, ...] = field(default=(), metadata=OMIT_IF_DEFAULT)
    earlier: Earlier | None = field(default=None, metadata=OMIT_IF_DEFAULT)

    def actions_of(self, change: Change) -> tuple[Action, ...]:
        """The actions of a change, in the order written."""
        return self._actions_by_change.get(change.id, ())

    @cached_property
    def _actions_by_change(self) -> Mapping[str | None, tuple[Action, ...]]:
        """The actions of each change: looking for them change by change would take quadratic time."""
        found: dict[str | None, list[Action]] = {}
        for action in self.actions:
            found.setdefault(action.change, []).append(action)
        return {change: tuple(actions) for change, actions in found.items()}

    @property
    def written_changes(self) -> tuple[Change, ...]:
        """The changes that say something, in themselves or by their actions."""
        return tuple(
            change
            for change in self.changes
            if not blank(change.text) or not all(action.is_blank for action in self.actions_of(change))
        )

    def words_for(self, change: Change) -> str:
        """What a change says: its own text, or else that of its first action with a `what`."""
        texts = (change.text, *(action.what for action in self.actions_of(change)))
        return next((text for text in texts if not blank(text)), "")

    @property
    def chosen(self) -> tuple[Change, ...]:
        """The changes that were chosen and say something."""
        return tuple(change for change in self.written_changes if change.chosen)

    @property
    def orphan_actions(self) -> tuple[Action, ...]:
        """Actions whose change is missing; they are kept and shown, as people wrote them."""
        known = {change.id for change in self.changes}
        return tuple(action for action in self.actions if action.change not in known and not action.is_blank)

    @property
    def written_voices(self) -> tuple[Voice, ...]:
        """The voices that say something."""
        return tuple(voice for voice in self.voices if not blank(voice.text))

    @property
    def evidence_texts(self) -> tuple[str, ...]:
        """All evidence: the group's own, then what it took over from people."""
        own = () if blank(self.evidence) else (self.evidence,)
        return (*own, *(voice.text for voice in self.written_voices))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered in this round."""
        return not (
            self.stage
            or self.rating
            or self.recognised
            or self.evidence_texts
            or self.written_changes
            or self.orphan_actions
        )


@frozen
class Reflection(Part):
    """Everything one person or group wrote. `actions` are those that belong to no idea."""

    id: str = ""
    name: str = ""
    focus: Focus = field(factory=Focus)
    perspective: Perspective = field(factory=Perspective)
    created: Timestamp = Timestamp("")
    changed: Timestamp = Timestamp("")
    ideas: Mapping[str, IdeaAnswers] = field(factory=dict)  # all ideas of the tool, in its order
    actions: tuple[Action, ...] = ()
    series: str = field(default="", metadata=OMIT_IF_DEFAULT)  # the id of the first round, if it is another
    round: Round = field(default=Round(1), metadata=OMIT_IF_DEFAULT)
    clashes: tuple[Clash, ...] = field(default=(), metadata=OMIT_IF_DEFAULT)
    other_ideas: Extra = field(factory=dict, metadata=NOT_SERIALIZED)  # ideas of other editions, unchanged

    @property
    def is_blank(self) -> bool:
        """Whether no idea has an answer and no action stands by itself."""
        return all(answers.is_blank for answers in self.ideas.values()) and not any(self.own_actions())

    def own_actions(self) -> Iterator[Action]:
        """The actions that belong to no idea and are not blank."""
        return (action for action in self.actions if not action.is_blank)
