"""Several people's views side by side: where they differ most, and what each of them says. Never a mark."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from worksheet_py.comparison.distribution import Spread, count_choices, spread
from worksheet_py.comparison.name_mentions import mentioned
from worksheet_py.comparison.participants import Person, Settings, group_label, people
from worksheet_py.comparison.ranking import Standing, difference, opening, standing_sentence
from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import IdeaAnswers
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# The people who are shown, each with the reflection they wrote.
type Views = Sequence[tuple[Person, LoadedFile]]


@frozen
class ChangePoint:
    """One of a person's ideas for change."""

    id: str
    text: str
    chosen: bool


@frozen
class Point:
    """What one person says about one idea; `evidence` includes what they took over from others."""

    key: str
    name: str
    group: str | None
    stage: str | None
    rating: str | None
    evidence: str
    changes: tuple[ChangePoint, ...]
    recognised: int


@frozen
class GroupView:
    """How many of the `n` people of a group chose each stage and each rating."""

    group: str | None
    label: str
    stages: dict[str, int]
    ratings: dict[str, int]
    n: int


@frozen
class IdeaViews:
    """Everybody's views of one idea; `rank` is 1 where they differ most."""

    id: str
    rank: int
    stages: Spread
    ratings: Spread
    points: Collection[Point]
    groups: tuple[GroupView, ...]
    sentence: str


@frozen
class Comparison:
    """The views of each idea in the tool's order, everybody who was asked, and sentences to begin with."""

    people: tuple[Person, ...]  # those who are hidden included
    first: tuple[str, ...]  # ids of ideas, most different first
    opening: tuple[str, ...]
    ideas: tuple[IdeaViews, ...]


@frozen
class Points(Collection[Point]):
    """What each person says about an idea, made whenever it is asked for: it may not fit into memory."""

    idea: Idea
    views: Views

    def __iter__(self) -> Iterator[Point]:
        """The points in the order of people."""
        return (point(person, file.reflection.ideas[self.idea.id], self.idea) for person, file in self.views)

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.views)

    def __contains__(self, other: object) -> bool:
        """Whether somebody says exactly this."""
        return any(one == other for one in self)


@frozen
class Choice:
    """What a person of a group chose for an idea."""

    group: str | None
    stage: str | None
    rating: str | None


def compare(
    files: Sequence[LoadedFile], settings: Settings, by: str | None, tool: Tool, words: Words
) -> Comparison:
    """Compare the views in files, a file for each person, or those of the one group that `by` names."""
    listed = people(files, settings, tool, words)
    views = tuple(
        (person, file)
        for person, file in zip(listed, files, strict=True)
        if person.shown and by in (None, person.group)
    )
    choices = {idea.id: choices_for(idea, views) for idea in tool.ideas}
    standings = [standing(idea, choices[idea.id], tool, words) for idea in tool.ideas]
    first = sorted(standings, key=difference, reverse=True)
    return Comparison(
        people=with_name_warnings(listed, files, settings, views, words),
        first=tuple(idea.id for idea, *_ in first),
        opening=opening(len(views), first, words),
        ideas=tuple(
            IdeaViews(
                id=one[0].id,
                rank=first.index(one) + 1,
                stages=one[1],
                ratings=one[2],
                points=Points(one[0], views),
                groups=groups(choices[one[0].id], tool, words),
                sentence=standing_sentence(one, tool, words),
            )
            for one in standings
        ),
    )


def with_name_warnings(
    listed: Sequence[Person], files: Sequence[LoadedFile], settings: Settings, views: Views, words: Words
) -> tuple[Person, ...]:
    """The people, with a note on those who are not to be named and whose name stands in a shown text."""
    names = {
        file.key: (file.reflection.perspective.who, settings[file.key].name or "")
        for person, file in zip(listed, files, strict=True)
        if person.hidden or person.anonymous
    }
    texts = (text for _, file in views for text in shown_texts(file.reflection.ideas.values()))
    found = mentioned(names, texts)
    warning = words.say("people.named_in_texts")
    return tuple(
        evolve(person, note=f"{person.note} {warning}".strip()) if person.key in found else person
        for person in listed
    )


def choices_for(idea: Idea, views: Views) -> tuple[Choice, ...]:
    """What each person chose for one idea."""
    said = ((person.group, file.reflection.ideas[idea.id]) for person, file in views)
    return tuple(Choice(group, answers.stage, answers.rating) for group, answers in said)


def standing(idea: Idea, choices: Sequence[Choice], tool: Tool, words: Words) -> Standing:
    """What people chose for one idea, together."""
    stages = spread((one.stage for one in choices), tool.ids("stages"), tool, words)
    return idea, stages, spread((one.rating for one in choices), tool.ids("ratings"), tool, words)


def groups(choices: Sequence[Choice], tool: Tool, words: Words) -> tuple[GroupView, ...]:
    """What each group of people chose, in the tool's order; last, those who have not said their group."""
    members: dict[str | None, list[Choice]] = {}
    for one in choices:
        members.setdefault(one.group, []).append(one)
    return tuple(
        GroupView(
            group=group,
            label=group_label(group, tool, words),
            stages=count_choices((one.stage for one in members[group]), tool.ids("stages")),
            ratings=count_choices((one.rating for one in members[group]), tool.ids("ratings")),
            n=len(members[group]),
        )
        for group in (*tool.ids("perspectives"), None)
        if group in members
    )


def point(person: Person, answers: IdeaAnswers, idea: Idea) -> Point:
    """What one person says. Changes of an anonymous person get new ids, as theirs could identify them."""
    return Point(
        key=person.key,
        name=person.name,
        group=person.group,
        stage=answers.stage,
        rating=answers.rating,
        evidence="\n\n".join(answers.evidence_texts),
        changes=tuple(
            ChangePoint(
                id=f"c{number}" if person.anonymous else change.id,
                text=answers.words_for(change),
                chosen=change.chosen,
            )
            for number, change in enumerate(answers.written_changes, start=1)
        ),
        recognised=sum(idea.stage_of(mark) is not None for mark in set(answers.recognised)),
    )


def shown_texts(ideas: Iterable[IdeaAnswers]) -> Iterator[str]:
    """The texts of a person that a comparison shows."""
    for answers in ideas:
        yield from answers.evidence_texts
        yield from (answers.words_for(change) for change in answers.written_changes)
