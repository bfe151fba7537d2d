"""The edition's Easy Read words, as frozen classes, and their loader.

They stand in `content/easy/`. A point of an idea is named by its id there too, so that none can be missing.
Python in browsers has no use for them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from overrides.hooks.content.edition import OWN_CONTENT, content_folder
from overrides.hooks.settings import OVERRIDES
from worksheet_py.questionnaire.content_loader import ToolError, read
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.questionnaire.vocabulary import FOCUSES, RATINGS
from worksheet_py.text.messages import Words, WordsError, load_words, read_toml

PICTURES = OVERRIDES / "worksheets" / "pictures"
FOLDER = "easy"


@frozen
class Row:
    """A picture and the sentences beside it, each on a line of its own."""

    picture: str
    text: tuple[str, ...]
    examples: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@frozen
class Text:
    """Sentences without a picture of their own."""

    text: tuple[str, ...]


@frozen
class Note:
    """What this edition adds, beside the point with this id."""

    title: str
    text: tuple[str, ...]
    beside: str = ""


@frozen
class Screen:
    """One thought with its heading; `show` names a template in `easy/` that stands below the words.

    `live` is what makes sense only where scripts run; `place` is an id on the ordinary page, if it differs.
    """

    id: str
    heading: str
    picture: str
    text: tuple[str, ...]
    more: tuple[Row, ...] = ()
    show: str = ""
    live: bool = False
    place: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All pictures with their sentences."""
        return (Row(self.picture, self.text), *self.more)


@frozen
class EasyIdea:
    """One idea: a row for each paragraph of the ordinary words, and for each point by its id."""

    meaning: tuple[str, ...]
    picture: str
    about: tuple[Row, ...]
    story: tuple[Row, ...]
    points: dict[str, Row]
    between: tuple[Screen, ...] = ()
    after: tuple[Screen, ...] = ()
    note: Note | None = None


@frozen
class Start:
    """The first page, and what can be looked at."""

    screens: tuple[Screen, ...]
    focuses: dict[str, Row]


@frozen
class Explained:
    """A word and what it means."""

    word: str
    text: tuple[str, ...]


@frozen
class WordList:
    """The heading over all explained words."""

    id: str
    heading: str
    picture: str
    note: str


@frozen
class Glossary:
    """The words we use."""

    screens: tuple[Screen, ...]
    list: WordList
    words: tuple[Explained, ...]


@frozen
class Questions:
    """What is said beside each question of a worksheet."""

    stages: Row
    stage: Row
    evidence: Row
    rating: Row
    ideas: Row
    choose: Row
    plan: Row
    done: Row
    ratings: dict[str, Text]


@frozen
class Plan:
    """Where we are; then the plan, and keeping a copy."""

    where: tuple[Screen, ...]
    screens: tuple[Screen, ...]


@frozen
class EasyWords:
    """All Easy Read words of an edition."""

    interface: Words
    start: Start
    glossary: Glossary
    questions: Questions
    plan: Plan
    ideas: dict[str, EasyIdea] = field(factory=dict)


def load_easy(tool: Tool) -> EasyWords:
    """Return the edition's Easy Read words; raises ToolError or WordsError with file and key."""
    missing = keys(OWN_CONTENT) - keys(content_folder())
    if missing:
        raise WordsError(f"{FOLDER}/interface.toml: missing {', '.join(map(repr, sorted(missing)))}")
    interface = load_words(content_folder(), f"{FOLDER}/interface")
    start, questions = load("start", Start), load("questions", Questions)
    complete("start", "focuses", start.focuses, FOCUSES)
    complete("questions", "ratings", questions.ratings, RATINGS)
    ideas = {idea.id: load_idea(idea) for idea in tool.ideas}
    return EasyWords(interface, start, load("words", Glossary), questions, load("plan", Plan), ideas)


def keys(folder: Path) -> frozenset[str]:
    """Return what the interface of Easy Read says."""
    return load_words(folder, f"{FOLDER}/interface").keys()


def load[T](name: str, wanted: type[T]) -> T:
    """Return one file of Easy Read words; raises ToolError or WordsError with file and key."""
    file = f"{FOLDER}/{name}.toml"
    tables = read_toml(content_folder(), file)
    for picture in pictures(tables):
        if not (PICTURES / f"{picture}.jinja").exists():
            raise ToolError(f"{file}: there is no picture '{picture}' in overrides/worksheets/pictures")
    return read(file, tables, wanted)


def load_idea(idea: Idea) -> EasyIdea:
    """Return one idea, with as many paragraphs as the ordinary words have, and every point."""
    name = f"ideas/{idea.id}"
    easy = load(name, EasyIdea)
    complete(name, "points", easy.points, tuple(point.id for stage in idea.stages for point in stage.points))
    for key, rows, paragraphs in (("about", easy.about, idea.about), ("story", easy.story, idea.story.text)):
        if len(rows) != len(paragraphs):
            wanted = f"must be {len(paragraphs)}, one for each paragraph"
            raise ToolError(f"{FOLDER}/{name}.toml: {key} has {len(rows)} parts ({wanted})")
    return easy


def complete(name: str, key: str, found: Mapping[str, object], wanted: tuple[str, ...]) -> None:
    """Raise ToolError unless exactly the wanted ids are there."""
    for wrong, ids in (("lacks", set(wanted) - set(found)), ("has the unknown", set(found) - set(wanted))):
        if ids:
            raise ToolError(f"{FOLDER}/{name}.toml: {key} {wrong} {', '.join(map(repr, sorted(ids)))}")


def pictures(tables: object) -> Iterator[str]:
    """Return every picture that is named somewhere in the tables."""
    if isinstance(tables, dict):
        if isinstance(tables.get("picture"), str):
            yield tables["picture"]
        tables = list(tables.values())
    if isinstance(tables, list):
        for table in tables:
            yield from pictures(table)
