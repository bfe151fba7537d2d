"""Things worth talking about: gentle, specific questions, each from a small rule. Never a mark or a score."""

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from worksheet_py.document.reflection import DONE, IdeaAnswers, Reflection, blank
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# The tool advises to choose "two or three" changes.
MANY_CHANGES = 3
# Groups of one kind of people; "a mixed group" and "somebody else" are not asked who else they could ask.
SINGLE_GROUPS = ("people", "families", "staff", "managers", "commissioners")

# Whether each prompt applies, by its code.
type Rules = dict[str, bool]


@frozen
class Prompt:
    """A question to talk about; `idea` is None where it is about the whole reflection."""

    idea: str | None
    code: str
    text: str


def prompts(reflection: Reflection, tool: Tool, words: Words) -> Iterator[Prompt]:
    """The prompts for a reflection: idea by idea, then for the whole."""
    first, last = tool.stages[0].label, tool.stages[-1].label
    for idea in tool.ideas:
        answers = reflection.ideas[idea.id]
        stage, rating, other = map(tool.label, (answers.stage, answers.rating, main_stage(idea, answers)))
        values = {"idea": idea.short, "stage": stage, "rating": rating, "other": other}
        for code, applies in idea_rules(idea, answers, tool).items():
            if applies:
                yield Prompt(idea.id, code, words.say(key(code), first=first, last=last, **values))
    rating, group = tool.label(common_rating(reflection)), tool.label(reflection.perspective.group)
    for code, applies in whole_rules(reflection, tool).items():
        if applies:
            yield Prompt(None, code, words.say(key(code), rating=rating, group=group))


def key(code: str) -> str:
    """The key of a prompt's sentence."""
    return "talk." + code.replace("-", "_")


def idea_rules(idea: Idea, answers: IdeaAnswers, tool: Tool) -> Rules:
    """Which prompts apply to one idea."""
    first, last = tool.stages[0].id, tool.stages[-1].id
    chosen = answers.stage, answers.rating
    recognised = recognised_stages(idea, answers)
    return {
        "green-at-first-stage": chosen == (first, "green"),
        "amber-at-first-stage": chosen == (first, "amber"),
        "red-at-last-stage": chosen == (last, "red"),
        "amber-at-last-stage": chosen == (last, "amber"),
        "stage-without-evidence": bool(answers.stage) and not answers.evidence_texts,
        "rating-without-stage": bool(answers.rating) and not answers.stage,
        "recognised-elsewhere": bool(answers.stage)
        and main_stage(idea, answers) not in (None, answers.stage),
        "recognised-both-ends": bool(recognised[first] and recognised[last]),
        "none-chosen": bool(answers.written_changes) and not answers.chosen,
        "many-chosen": len(answers.chosen) > MANY_CHANGES,
        "nobody-named": nobody_named(answers),
    }


def whole_rules(reflection: Reflection, tool: Tool) -> Rules:
    """Which prompts apply to the whole reflection."""
    rating, best = common_rating(reflection), tool.ratings[-1].id
    return {
        "all-green": rating == best,
        "same-rating": rating not in (None, best),
        "one-voice": reflection.perspective.group in SINGLE_GROUPS and not reflection.is_blank,
    }


def recognised_stages(idea: Idea, answers: IdeaAnswers) -> Counter[str]:
    """How many of the recognised points belong to each stage."""
    stages = (idea.stage_of(point) for point in sorted(set(answers.recognised)))
    return Counter(stage for stage in stages if stage)


def main_stage(idea: Idea, answers: IdeaAnswers) -> str | None:
    """The stage of at least two recognised points and more than half of them, if there is one."""
    found = recognised_stages(idea, answers)
    for stage, marks in found.most_common(1):
        if marks >= 2 and marks * 2 > found.total():
            return stage
    return None


def nobody_named(answers: IdeaAnswers) -> bool:
    """Whether chosen changes are still to be done, and nobody is named for any of them."""
    actions = [answers.actions_of(change) for change in answers.chosen]
    still = [several for several in actions if not several or any(one.status != DONE for one in several)]
    return bool(still) and all(blank(*(one.who for one in several)) for several in still)


def common_rating(reflection: Reflection) -> str | None:
    """The rating that all ideas have, if they have the same one."""
    ratings = {answers.rating for answers in reflection.ideas.values()}
    return ratings.pop() if len(ratings) == 1 else None
