"""Several people's views side by side: where they differ most, and what each of them says. Never a mark."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from worksheet_py.comparison.contributions import Point, point, texts
from worksheet_py.comparison.distribution import Spread, counted, spread
from worksheet_py.comparison.name_mentions import mentioned
from worksheet_py.comparison.participants import Person, Settings, View, group_label, people
from worksheet_py.comparison.ranking import Standing, by_difference, opening, sentence
from worksheet_py.document.batch import Given
from worksheet_py.document.reflection import IdeaAnswers
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class GroupView:
    """How many of one group of people chose what."""

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
    points: tuple[Point, ...]
    groups: tuple[GroupView, ...]
    sentence: str


@frozen
class Comparison:
    """The whole. `first` holds ids of ideas, most different first; `ideas` has them in the tool's order."""

    people: tuple[Person, ...]
    first: tuple[str, ...]
    opening: tuple[str, ...]
    ideas: tuple[IdeaViews, ...]


def compare(
    given: Iterable[Given], settings: Settings, by: str | None, tool: Tool, words: Words
) -> Comparison:
    """Views side by side, those of one group alone if `by` names it."""
    everybody = tuple(given)
    listed = people(everybody, settings, tool, words)
    views = tuple(
        View(person, one.reflection.ideas)
        for person, one in zip(listed, everybody, strict=True)
        if person.shown and by in (None, person.group)
    )
    standings = tuple(standing(idea, views, tool, words) for idea in tool.ideas)
    first = by_difference(standings)
    return Comparison(
        people=warned(listed, everybody, settings, views, words),
        first=tuple(one.idea.id for one in first),
        opening=opening(len(views), first, words),
        ideas=tuple(idea_views(one, first.index(one) + 1, views, tool, words) for one in standings),
    )


def warned(
    listed: Sequence[Person],
    given: Sequence[Given],
    settings: Settings,
    views: Sequence[View],
    words: Words,
) -> tuple[Person, ...]:
    """The list with a word on who is not named here but in what somebody wrote. Texts stay as they are."""
    names = {
        one.key: (one.reflection.perspective.who, settings[one.key].name or "")
        for person, one in zip(listed, given, strict=True)
        if person.hidden or person.anonymous
    }
    found = mentioned(names, (text for view in views for text in texts(view.ideas.values())))
    warning = words.say("people.named_in_texts")
    return tuple(
        evolve(person, note=f"{person.note} {warning}".strip()) if person.key in found else person
        for person in listed
    )


def standing(idea: Idea, views: Sequence[View], tool: Tool, words: Words) -> Standing:
    """Where people stand on one idea."""
    answers = [view.ideas[idea.id] for view in views]
    return Standing(
        idea=idea,
        stages=spread((one.stage for one in answers), tool.ids("stages"), tool, words),
        ratings=spread((one.rating for one in answers), tool.ids("ratings"), tool, words),
    )


def idea_views(standing: Standing, rank: int, views: Sequence[View], tool: Tool, words: Words) -> IdeaViews:
    """All there is to show for one idea."""
    idea = standing.idea
    return IdeaViews(
        id=idea.id,
        rank=rank,
        stages=standing.stages,
        ratings=standing.ratings,
        points=tuple(point(view.person, view.ideas[idea.id], idea) for view in views),
        groups=groups(idea, views, tool, words),
        sentence=sentence(standing, tool, words),
    )


def groups(idea: Idea, views: Sequence[View], tool: Tool, words: Words) -> tuple[GroupView, ...]:
    """What each group of people chose, in the tool's order; last, those who have not said who they are."""
    members: dict[str | None, list[IdeaAnswers]] = {}
    for view in views:
        members.setdefault(view.person.group, []).append(view.ideas[idea.id])
    return tuple(
        GroupView(
            group=group,
            label=group_label(group, tool, words),
            stages=counted((one.stage for one in members[group]), tool.ids("stages"))[0],
            ratings=counted((one.rating for one in members[group]), tool.ids("ratings"))[0],
            n=len(members[group]),
        )
        for group in (*tool.ids("perspectives"), None)
        if group in members
    )
