"""The Easy Read pages: what the ordinary ones say, one thought a screen.

Here is decided which screens a page has, in which order, and what each stands for on the ordinary page.
The words are those of easy_read_words.py; templates make HTML of them.
"""

from collections.abc import Iterable, Iterator
from math import ceil

from attrs import evolve, frozen
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.content.easy_read_words import (
    EasyIdea,
    EasyWords,
    Explained,
    Note,
    Row,
    Screen,
    load_easy,
)
from overrides.hooks.content.edition import edition_tool
from worksheet_py.questionnaire.content_loader import ToolError
from worksheet_py.questionnaire.idea import Descriptor, Idea, Quote
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words, WordsError

# Words explained on one screen.
FEW = 4


@frozen
class Shown:
    """A screen as a page shows it. `place` is the id of the same thing on the ordinary page."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    kicker: str = ""
    show: str = ""
    live: bool = False
    place: str = ""
    stage: str = ""
    point: Descriptor | Quote | None = None
    words: tuple[Explained, ...] = ()
    note: Note | None = None
    number: int = 1  # among the screens with this heading that follow each other
    count: int = 1

    @property
    def quote(self) -> bool:
        """Whether it is something that people might say."""
        return isinstance(self.point, Quote)


@frozen
class Easy:
    """The Easy Read pages of an edition."""

    tool: Tool
    text: EasyWords

    @property
    def words(self) -> Words:
        """Buttons and lines."""
        return self.text.interface

    def start_screens(self) -> tuple[Shown, ...]:
        """Return the first page."""
        return counted(map(shown, self.text.start.screens))

    def words_screens(self) -> tuple[Shown, ...]:
        """Return the words we use; the list of words a few at a time."""
        top, words = self.text.glossary.list, self.text.glossary.words
        note = Note(self.words.say("page.note"), (top.note,))
        lists = [
            Shown(
                nth(top.id, n),
                top.heading,
                (),
                "",
                "words",
                place=top.id,
                words=words[n * FEW : (n + 1) * FEW],
            )
            for n in range(ceil(len(words) / FEW))
        ]
        lists[:1] = [evolve(lists[0], note=note)]
        return counted([*map(shown, self.text.glossary.screens), *lists])

    def where_screens(self) -> tuple[Shown, ...]:
        """Return the screens of the page where we are."""
        return counted(map(shown, self.text.plan.where))

    def plan_screens(self) -> tuple[Shown, ...]:
        """Return the plan, and keeping a copy."""
        return counted(map(shown, self.text.plan.screens))

    def idea_screens(self, idea: Idea) -> tuple[Shown, ...]:
        """Return a whole idea: what it is about, the story, every point of every stage, and the questions."""
        return counted([*self.reading(idea), *self.stages(idea), *self.asking()])

    def reading(self, idea: Idea) -> Iterator[Shown]:
        """Yield what is there to read before the stages."""
        easy, labels = self.text.ideas[idea.id], self.tool.labels
        yield Shown(
            "idea",
            self.words.say("page.name_of_idea"),
            (Row(easy.picture, (f"‘{idea.title}’", *easy.meaning)),),
        )
        yield from (
            Shown(nth("about", n), labels.about, (row,), place="about") for n, row in enumerate(easy.about)
        )
        yield from map(shown, easy.between)
        yield from (
            Shown(nth("story", n), idea.story.title, (row,), place="story")
            for n, row in enumerate(easy.story)
        )
        yield from map(shown, easy.after)

    def stages(self, idea: Idea) -> Iterator[Shown]:
        """Yield the stages, point by point."""
        easy, labels = self.text.ideas[idea.id], self.tool.labels
        yield Shown(
            "stages",
            self.words.say("page.stages"),
            (self.text.questions.stages,),
            show="stages",
            place="stages",
        )
        for number, (stage, frame) in enumerate(zip(idea.stages, self.tool.stages, strict=True), 1):
            kicker = self.words.say("page.stage", number=number)
            # The first screen has the id of the heading over its points on the ordinary page.
            for points, heading, first in (
                (stage.descriptors, frame.heading, stage.id),
                (stage.quotes, labels.overheard, f"{stage.id}-overheard"),
            ):
                found = [point_screen(point, stage.id, easy) for point in points]
                heads = [evolve(one, heading=heading, kicker=kicker) for one in found]
                yield from (evolve(one, id=first) if one is heads[0] else one for one in heads)

    def asking(self) -> Iterator[Shown]:
        """Yield the questions of a worksheet."""
        say, labels, rows = self.words.say, self.tool.labels, self.text.questions
        yield Shown("stage", labels.stage, (rows.stage,), show="stage", place="stage")
        yield Shown("evidence", labels.evidence, (rows.evidence,), show="evidence", place="evidence")
        yield Shown("rating", labels.rating, (rows.rating,), show="rating", place="rating")
        yield Shown("change", labels.change, (rows.ideas,), say("form.part_ideas"), "changes", place="change")
        yield Shown(
            "change-choose",
            labels.change,
            (rows.choose,),
            say("form.part_choose"),
            "choose",
            place="change-choose",
        )
        yield Shown(
            "change-plan",
            labels.change,
            (rows.plan,),
            say("form.part_plan"),
            "actions",
            place="change-choose",
        )
        yield Shown("done", say("page.done"), (rows.done,), show="done", place="change-choose")


def shown(screen: Screen) -> Shown:
    """Return a screen that is words and pictures."""
    place = screen.place or screen.id
    return Shown(screen.id, screen.heading, screen.rows, show=screen.show, live=screen.live, place=place)


def point_screen(point: Descriptor | Quote, stage: str, easy: EasyIdea) -> Shown:
    """Return one point of a stage, without its heading."""
    note = easy.note if easy.note and easy.note.beside == point.id else None
    return Shown(
        f"sign-{point.id}", "", (easy.points[point.id],), show="point",
        stage=stage, point=point, place=f"point-{point.id}", note=note,
    )  # fmt: skip


def nth(name: str, number: int) -> str:
    """Return an id for each of several screens; the first has the bare name."""
    return f"{name}-{number + 1}" if number else name


def counted(screens: Iterable[Shown]) -> tuple[Shown, ...]:
    """Return the screens, each knowing its place among its neighbours with the same heading and kicker."""
    found: list[list[Shown]] = []
    for one in screens:
        if found and (found[-1][0].heading, found[-1][0].kicker) == (one.heading, one.kicker):
            found[-1].append(one)
        else:
            found.append([one])
    return tuple(evolve(one, number=n, count=len(group)) for group in found for n, one in enumerate(group, 1))


@once_per_build
def edition_easy() -> Easy:
    """Return the edition's Easy Read pages; stop the build at a fault, with file and key."""
    tool = edition_tool()
    try:
        return Easy(tool, load_easy(tool))
    except (ToolError, WordsError) as error:
        raise PluginError(str(error)) from error
