"""Where a reflection stands: facts for each idea, open questions, and prompts to talk. Never a mark."""

from collections.abc import Iterator

from attrs import frozen

from worksheet_py.document.reflection import IdeaAnswers, Reflection
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.prompts import Prompt, prompts
from worksheet_py.text.messages import Words


@frozen
class IdeaFacts:
    """What is there for one idea: ids of stage and rating, numbers of recognised points and of changes."""

    id: str
    stage: str | None
    rating: str | None
    recognised: int
    evidence: bool
    changes: int
    chosen: int


@frozen
class Blank:
    """An open question; `question` is stage, evidence, rating or change."""

    idea: str
    question: str
    text: str


@frozen
class Profile:
    """The facts for each idea in order, the open questions, and the prompts to talk about."""

    ideas: tuple[IdeaFacts, ...]
    blank: tuple[Blank, ...]
    talk: tuple[Prompt, ...]


def make_profile(reflection: Reflection, tool: Tool, words: Words) -> Profile:
    """The profile of a reflection."""
    pairs = [(idea, reflection.ideas[idea.id]) for idea in tool.ideas]
    return Profile(
        ideas=tuple(facts(idea, answers) for idea, answers in pairs),
        blank=tuple(gap for idea, answers in pairs for gap in blanks(idea, answers, words)),
        talk=tuple(prompts(reflection, tool, words)),
    )


def facts(idea: Idea, answers: IdeaAnswers) -> IdeaFacts:
    """The facts for one idea; points of other editions and empty changes are not counted."""
    return IdeaFacts(
        id=idea.id,
        stage=answers.stage,
        rating=answers.rating,
        recognised=sum(idea.stage_of(point) is not None for point in set(answers.recognised)),
        evidence=bool(answers.evidence_texts),
        changes=len(answers.written_changes),
        chosen=len(answers.chosen),
    )


def blanks(idea: Idea, answers: IdeaAnswers, words: Words) -> Iterator[Blank]:
    """The open questions of one idea; only the first of them where nothing at all is written.

    Gaps for which there is a prompt (a stage without evidence, a rating without a stage) are left out.
    """
    if answers.is_blank:
        yield Blank(idea.id, "stage", words.say("blank.idea", idea=idea.short))
        return
    open_questions = {
        "stage": not answers.stage and not answers.rating,
        "evidence": not answers.evidence_texts and not answers.stage,
        "rating": not answers.rating,
        "change": not answers.written_changes,
    }
    for question, is_open in open_questions.items():
        if is_open:
            yield Blank(idea.id, question, words.say(f"blank.{question}", idea=idea.short))
