"""Where people differ most, and sentences to begin with."""

from collections.abc import Sequence

from worksheet_py.comparison.distribution import ENOUGH, Spread, dissent, reach
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# An idea, and what people chose for its stage and for its rating.
type Standing = tuple[Idea, Spread, Spread]


def difference(standing: Standing) -> tuple[float, ...]:
    """How far people differ, to sort by: dissent on stages, on ratings, then the reach of both."""
    _, stages, ratings = standing
    return dissent(stages), dissent(ratings), reach(stages), reach(ratings)


def standing_sentence(standing: Standing, tool: Tool, words: Words) -> str:
    """What people chose for one idea, and a question to go on with."""
    idea, stages, ratings = standing
    said = sum(stages["count"].values())
    ends = {"idea": idea.short, "first": tool.label(stages["from"]), "last": tool.label(stages["to"])}
    if said == 0:
        return words.say("comparison.no_stage", **ends)
    if said == 1:
        return words.say("comparison.one_stage", **ends)
    if reach(stages):
        return words.say("comparison.stages_differ", **ends)
    if reach(ratings):
        rated = {"low": tool.label(ratings["from"]), "high": tool.label(ratings["to"])}
        return words.say("comparison.ratings_differ", **ends, **rated)
    return words.say("comparison.same_stage", **ends)


def opening(number: int, first: Sequence[Standing], words: Words) -> tuple[str, ...]:
    """Sentences to begin with: which idea to talk about first, and how much figures can say."""
    if number == 0:
        return (words.say("comparison.nobody"),)
    if number == 1:
        return (words.say("comparison.alone"),)
    if all(spread["consensus"] is None for _, *spreads in first for spread in spreads):
        return (words.say("comparison.nothing_to_compare"),)
    most = difference(first[0])
    if not any(most):
        return words.say("comparison.alike"), words.say("comparison.alike_ask")
    names = [standing[0].short for standing in first if difference(standing) == most]
    key = "comparison.begin" if len(names) == 1 else "comparison.begin_any"
    begin = words.say(key, idea=names[0], ideas=", ".join(names))
    few = (words.say("comparison.few"),) if number < ENOUGH else ()
    return (begin, words.say("comparison.listen"), *few)
