"""The people whose views are put side by side: what they are shown as, who is hidden, who is not named."""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from worksheet_py.comparison.duplicates import twins
from worksheet_py.document.batch import Given
from worksheet_py.document.reflection import GroupId, IdeaAnswers
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class Setting:
    """What was decided about one person; `group` and `name` take the place of what their reflection says."""

    hidden: bool = False
    anonymous: bool = False
    group: GroupId | None = None
    name: str | None = None


type Settings = Mapping[str, Setting]


@frozen
class Person:
    """One person as the list shows them. Of who is hidden or not named, nothing is here that could tell.

    `reflection` is the id of what they wrote, for points that are taken over from them to say where from.
    `twin` is the key of the same reflection further up; with `left_out` it is the very same and not counted.
    """

    key: str
    name: str
    group: GroupId | None
    group_label: str
    about: str
    changed: str
    reflection: str
    hidden: bool
    anonymous: bool
    twin: str | None = None
    left_out: bool = False
    note: str = ""

    @property
    def shown(self) -> bool:
        """Whether their views are among those put side by side."""
        return not self.hidden and not self.left_out


@frozen
class View:
    """A person who is shown, and what they answered."""

    person: Person
    ideas: Mapping[str, IdeaAnswers]


def people(given: Iterable[Given], settings: Settings, tool: Tool, words: Words) -> tuple[Person, ...]:
    """Everybody, in the order of their files."""
    everybody = tuple(given)
    same = twins(everybody)
    names: dict[str, str] = {}
    made = []
    for number, one in enumerate(everybody, start=1):
        setting = settings.get(one.key, Setting())
        names[one.key] = shown_name(one, setting, number, words)
        listed = person(one, setting, names[one.key], tool, words)
        if twin := same.get(one.key):
            other = names[twin.of]
            note = (
                words.say("people.twice", name=other)
                if twin.same
                else words.say("people.another_version", name=other)
            )
            listed = evolve(listed, twin=twin.of, left_out=twin.same, note=note)
        made.append(listed)
    return tuple(made)


def person(one: Given, setting: Setting, name: str, tool: Tool, words: Words) -> Person:
    """One person, under the name to show."""
    reflection = one.reflection
    secret = setting.anonymous or setting.hidden
    group = setting.group or reflection.perspective.group
    return Person(
        key=one.key,
        name=name,
        group=group,
        group_label=group_label(group, tool, words),
        about="" if secret else reflection.focus.about,
        changed="" if secret else reflection.changed,
        reflection="" if secret else reflection.id,
        hidden=setting.hidden,
        anonymous=setting.anonymous,
    )


def shown_name(one: Given, setting: Setting, number: int, words: Words) -> str:
    """The name given here, else who they are, else what they call their reflection; or just a number."""
    if not setting.anonymous and not setting.hidden:
        for name in (setting.name or "", one.reflection.perspective.who, one.reflection.name):
            if name.strip():
                return name.strip()
    return words.say("people.numbered", n=number)


def group_label(group: str | None, tool: Tool, words: Words) -> str:
    """The name of a group of people, also of those who have not said which."""
    return tool.label(group) if group else words.say("people.no_group")
