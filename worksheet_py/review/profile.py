"""Where you are: facts for each idea, what is still blank, and things worth talking about. Never a mark."""

from collections.abc import Iterator

from attrs import frozen

from worksheet_py.document.reflection import IdeaAnswers, Reflection
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.prompts import Talk, talk
from worksheet_py.text.messages import Words


@frozen
class IdeaFacts:
    """What is there for one idea: stage and rating (ids), how much was recognised, gathered and chosen."""

    id: str
    stage: str | None
    rating: str | None
    recognised: int
    evidence: bool
    changes: int
    chosen: int


@frozen
class Blank:
    """A question that is still open; `question` is stage, evidence, rating or change."""

    idea: str
    question: str
    text: str


@frozen
class Profile:
    """The facts for each idea in order, the open questions, and the prompts to talk about."""

    ideas: tuple[IdeaFacts, ...]
    blank: tuple[Blank, ...]
    talk: tuple[Talk, ...]


def make_profile(reflection: Reflection, tool: Tool, words: Words) -> Profile:
    """The profile of a reflection."""
    pairs = [(idea, reflection.ideas[idea.id]) for idea in tool.ideas]
    return Profile(
        ideas=tuple(facts(idea, answers) for idea, answers in pairs),
        blank=tuple(gap for idea, answers in pairs for gap in blanks(idea, answers, words)),
        talk=tuple(talk(reflection, tool, words)),
    )


def facts(idea: Idea, answers: IdeaAnswers) -> IdeaFacts:
    """The facts for one idea; points of other editions are not counted, nor are empty changes."""
    return IdeaFacts(
        id=idea.id,
        stage=answers.stage,
        rating=answers.rating,
        recognised=sum(idea.stage_of(point) is not None for point in set(answers.recognised)),
        evidence=not answers.without_evidence,
        changes=len(answers.written_changes),
        chosen=len(answers.chosen),
    )


def blanks(idea: Idea, answers: IdeaAnswers, words: Words) -> Iterator[Blank]:
    """The open questions of one idea; only one, the first, where nothing at all is written.

    A gap that is worth talking about (a stage without evidence, a rating without a stage) is a prompt of
    prompts.py and not said here again.
    """
    if answers.is_blank:
        yield Blank(idea.id, "stage", words.say("blank.idea", idea=idea.short))
        return
    open_questions = {
        "stage": not answers.stage and not answers.rating,
        "evidence": answers.without_evidence and not answers.stage,
        "rating": not answers.rating,
        "change": not answers.written_changes,
    }
    for question, is_open in open_questions.items():
        if is_open:
            yield Blank(idea.id, question, words.say(f"blank.{question}", idea=idea.short))
