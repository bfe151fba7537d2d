"""Things worth talking about: gentle, specific prompts, each from a small rule. Never a mark, never a sum."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from worksheet_py.document.reflection import DONE, IdeaAnswers, Reflection, blank
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# More than these and a plan becomes a wish list (the tool says "two or three").
MANY = 3
# Views of one kind of person alone; a mixed group is asked nothing, and nor is "somebody else".
ONE_VOICE = ("people", "families", "staff", "managers", "commissioners")


@frozen
class Talk:
    """One prompt; `idea` is None where it is about the whole."""

    idea: str | None
    code: str
    text: str


type Values = Mapping[str, str]
type IdeaRule = Callable[[Idea, IdeaAnswers, Tool], Values | None]
type WholeRule = Callable[[Reflection, Tool], Values | None]


def talk(reflection: Reflection, tool: Tool, words: Words) -> Iterator[Talk]:
    """The prompts for a reflection: idea by idea, then the whole."""
    for idea in tool.ideas:
        for code, rule in IDEA_RULES.items():
            if (values := rule(idea, reflection.ideas[idea.id], tool)) is not None:
                yield Talk(idea.id, code, words.say(sentence(code), idea=idea.short, **values))
    for code, whole_rule in WHOLE_RULES.items():
        if (values := whole_rule(reflection, tool)) is not None:
            yield Talk(None, code, words.say(sentence(code), **values))


def sentence(code: str) -> str:
    """The key of a prompt's sentence."""
    return "talk." + code.replace("-", "_")


def mismatch(rating: str, place: int) -> IdeaRule:
    """A rule: this rating stands beside this stage (0 the first, -1 the last)."""

    def rule(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
        stage = tool.stages[place]
        if (answers.rating, answers.stage) != (rating, stage.id):
            return None
        return {"stage": stage.label, "rating": tool.label(rating)}

    return rule


def stage_without_evidence(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """A stage is chosen and no evidence is written."""
    return {"stage": tool.label(answers.stage)} if answers.stage and answers.without_evidence else None


def rating_without_stage(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """A rating is given and no stage chosen."""
    return {"rating": tool.label(answers.rating)} if answers.rating and not answers.stage else None


def recognised_stages(idea: Idea, answers: IdeaAnswers) -> Counter[str]:
    """How many of the recognised points belong to each stage."""
    stages = (idea.stage_of(point) for point in sorted(set(answers.recognised)))
    return Counter(stage for stage in stages if stage)


def recognised_elsewhere(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """Two or more recognised points, and over half of all, belong to one stage, but another is chosen."""
    found = recognised_stages(idea, answers)
    for stage, marks in found.most_common(1):
        if answers.stage and answers.stage != stage and marks >= 2 and marks * 2 > found.total():
            return {"stage": tool.label(answers.stage), "other": tool.label(stage)}
    return None


def recognised_both_ends(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """Points of the first stage are recognised and points of the last as well."""
    found = recognised_stages(idea, answers)
    first, last = tool.stages[0], tool.stages[-1]
    return {"first": first.label, "last": last.label} if found[first.id] and found[last.id] else None


def none_chosen(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """Changes are gathered and none is chosen."""
    return {} if answers.written_changes and not answers.chosen else None


def many_chosen(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """More is chosen than can well be done."""
    return {} if len(answers.chosen) > MANY else None


def nobody_named(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Values | None:
    """Changes are chosen, and nobody is named for any that is still to be done."""
    actions = [answers.actions_of(change) for change in answers.chosen]
    still = [several for several in actions if not several or any(one.status != DONE for one in several)]
    return {} if still and all(blank(*(one.who for one in several)) for several in still) else None


def same_rating(reflection: Reflection, tool: Tool) -> Values | None:
    """Every idea has the same rating, which is not the best."""
    ratings = {answers.rating for answers in reflection.ideas.values()}
    rating = ratings.pop()
    return (
        {"rating": tool.label(rating)} if not ratings and rating and rating != tool.ratings[-1].id else None
    )


def all_green(reflection: Reflection, tool: Tool) -> Values | None:
    """Every idea has the best rating."""
    best = tool.ratings[-1]
    if any(answers.rating != best.id for answers in reflection.ideas.values()):
        return None
    return {"rating": best.label}


def one_voice(reflection: Reflection, tool: Tool) -> Values | None:
    """Something is written, from the view of one kind of person alone."""
    group = reflection.perspective.group
    return {"group": tool.label(group)} if group in ONE_VOICE and not reflection.is_blank else None


IDEA_RULES: Mapping[str, IdeaRule] = {
    "green-at-first-stage": mismatch("green", 0),
    "amber-at-first-stage": mismatch("amber", 0),
    "red-at-last-stage": mismatch("red", -1),
    "amber-at-last-stage": mismatch("amber", -1),
    "stage-without-evidence": stage_without_evidence,
    "rating-without-stage": rating_without_stage,
    "recognised-elsewhere": recognised_elsewhere,
    "recognised-both-ends": recognised_both_ends,
    "none-chosen": none_chosen,
    "many-chosen": many_chosen,
    "nobody-named": nobody_named,
}
WHOLE_RULES: Mapping[str, WholeRule] = {
    "all-green": all_green,
    "same-rating": same_rating,
    "one-voice": one_voice,
}
