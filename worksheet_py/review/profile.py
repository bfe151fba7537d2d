"""What a reflection leaves open, and prompts to talk about it. Never a mark."""

from collections.abc import Iterator

from attrs import frozen

from worksheet_py.document.reflection import IdeaAnswers, Reflection
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.prompts import Prompt, prompts
from worksheet_py.text.messages import Words


@frozen
class Blank:
    """An open question; `question` is stage, evidence, rating or change."""

    idea: str
    question: str
    text: str


@frozen
class Profile:
    """The open questions and the prompts to talk about."""

    blank: tuple[Blank, ...]
    talk: tuple[Prompt, ...]


def make_profile(reflection: Reflection, tool: Tool, words: Words) -> Profile:
    """The profile of a reflection."""
    return Profile(
        blank=tuple(gap for idea in tool.ideas for gap in blanks(idea, reflection.ideas[idea.id], words)),
        talk=tuple(prompts(reflection, tool, words)),
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
