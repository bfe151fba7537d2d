"""The people whose views are compared: under which name they are shown, and who is hidden or anonymous."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from worksheet_py.comparison.duplicates import find_duplicates
from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import GroupId
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class Setting:
    """What was decided about one person; `group` and `name` replace what their reflection says."""

    hidden: bool = False
    anonymous: bool = False
    group: GroupId | None = None
    name: str | None = None


type Settings = Mapping[str, Setting]


@frozen
class Person:
    """One person as the list shows them; nothing identifies a person who is hidden or anonymous."""

    key: str
    name: str
    group: GroupId | None
    group_label: str
    about: str
    changed: str
    reflection: str  # its id, as the source of what a group takes over from it
    hidden: bool
    anonymous: bool
    twin: str | None = None  # the key of an earlier file with the same reflection
    left_out: bool = False  # nothing differs from that file, so this one is not counted
    note: str = ""

    @property
    def shown(self) -> bool:
        """Whether their views are compared."""
        return not self.hidden and not self.left_out


def people(files: Sequence[LoadedFile], settings: Settings, tool: Tool, words: Words) -> tuple[Person, ...]:
    """Everybody, in the order of their files."""
    duplicates = find_duplicates(files)
    made: dict[str, Person] = {}
    names: Counter[str] = Counter()
    counted: set[str] = set()  # the first files of which a copy that is not hidden has been met
    for number, file in enumerate(files, start=1):
        reflection, setting = file.reflection, settings.get(file.key, Setting())
        secret = setting.anonymous or setting.hidden
        group = setting.group or reflection.perspective.group
        made[file.key] = Person(
            key=file.key,
            name=shown_name(file, setting, number, words),
            group=group,
            group_label=group_label(group, tool, words),
            about="" if secret else reflection.focus.about,
            changed="" if secret else reflection.changed,
            reflection="" if secret else reflection.id,
            hidden=setting.hidden,
            anonymous=setting.anonymous,
        )
        duplicate = duplicates.get(file.key)
        original = duplicate.of if duplicate and duplicate.same else file.key
        if duplicate and (original in counted or not duplicate.same):
            key = "people.twice" if duplicate.same else "people.another_version"
            note = words.say(key, name=made[duplicate.of].name)
            made[file.key] = evolve(made[file.key], twin=duplicate.of, left_out=duplicate.same, note=note)
        if not (secret or made[file.key].left_out):
            name = made[file.key].name
            names[name] += 1
            if names[name] > 1:
                told_apart = words.say("people.again", name=name, n=names[name])
                made[file.key] = evolve(made[file.key], name=told_apart)
        if not setting.hidden:
            counted.add(original)
    return tuple(made.values())


def shown_name(file: LoadedFile, setting: Setting, number: int, words: Words) -> str:
    """The name from the settings, or who they are, or the name of their reflection, or a number."""
    if not setting.anonymous and not setting.hidden:
        for name in (setting.name or "", file.reflection.perspective.who, file.reflection.name):
            if name.strip():
                return name.strip()
    return words.say("people.numbered", n=number)


def group_label(group: str | None, tool: Tool, words: Words) -> str:
    """The label of a group of people; None is for those who have not said their group."""
    return tool.label(group) if group else words.say("people.no_group")
