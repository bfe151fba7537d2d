"""Where people differ most, and sentences to begin with."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from worksheet_py.comparison.distribution import ENOUGH, Spread, dissent, reach
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class Standing:
    """What people chose for one idea."""

    idea: Idea
    stages: Spread
    ratings: Spread

    @property
    def difference(self) -> tuple[float, ...]:
        """How far people differ, to sort by: dissent on stages, on ratings, then the reach of both."""
        return dissent(self.stages), dissent(self.ratings), reach(self.stages), reach(self.ratings)


def by_difference(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Sort by difference, the largest first; equal ones stay in order."""
    return tuple(sorted(standings, key=lambda one: one.difference, reverse=True))


def sentence(standing: Standing, tool: Tool, words: Words) -> str:
    """What people chose for one idea, and a question to go on with."""
    idea, stages, ratings = standing.idea.short, standing.stages, standing.ratings
    said = sum(stages["count"].values())
    ends = {"first": tool.label(stages["from"]), "last": tool.label(stages["to"])}
    if said == 0:
        return words.say("perspectives.no_stage", idea=idea)
    if said == 1:
        return words.say("perspectives.one_stage", idea=idea, **ends)
    if reach(stages):
        return words.say("perspectives.stages_differ", idea=idea, **ends)
    if reach(ratings):
        rated = {"low": tool.label(ratings["from"]), "high": tool.label(ratings["to"])}
        return words.say("perspectives.ratings_differ", idea=idea, **ends, **rated)
    return words.say("perspectives.same_stage", idea=idea, **ends)


def opening(number: int, first: Sequence[Standing], words: Words) -> tuple[str, ...]:
    """Sentences to begin with: which idea to talk about first, and how much figures can say."""
    if number == 0:
        return (words.say("perspectives.nobody"),)
    if number == 1:
        return (words.say("perspectives.alone"),)
    if all(found["consensus"] is None for one in first for found in (one.stages, one.ratings)):
        return (words.say("perspectives.nothing_to_compare"),)
    most = first[0].difference
    if not any(most):
        return words.say("perspectives.alike"), words.say("perspectives.alike_ask")
    names = [one.idea.short for one in first if one.difference == most]
    key = "perspectives.begin" if len(names) == 1 else "perspectives.begin_any"
    begin = words.say(key, idea=names[0], ideas=", ".join(names))
    few = (words.say("perspectives.few"),) if number < ENOUGH else ()
    return (begin, words.say("perspectives.listen"), *few)
