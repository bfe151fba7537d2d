"""What a saved document holds, in short, for a person who is about to import it."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from worksheet_py.document.reflection import Reflection
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.plan import gather
from worksheet_py.text.messages import Words


@frozen
class IdeaSummary:
    """One idea: ids of stage and rating, and numbers of words and of changes."""

    id: str
    stage: str | None
    rating: str | None
    evidence_words: int
    changes: int
    chosen: int


@frozen
class Summary:
    """The whole; `focus` and `perspective` are texts to show, `actions` is the number in the plan."""

    name: str
    focus: str
    perspective: str
    changed: str
    ideas: tuple[IdeaSummary, ...]
    actions: int


def summarise(reflection: Reflection, tool: Tool, words: Words) -> Summary:
    """The summary of a reflection."""
    focus, perspective = reflection.focus, reflection.perspective
    return Summary(
        name=reflection.name,
        focus=join_label(tool.label(focus.kind), focus.about, words),
        perspective=join_label(tool.label(perspective.group), perspective.who, words),
        changed=reflection.changed,
        ideas=tuple(
            IdeaSummary(
                id=id,
                stage=answers.stage,
                rating=answers.rating,
                evidence_words=sum(len(text.split()) for text in answers.evidence_texts),
                changes=len(answers.written_changes),
                chosen=len(answers.chosen),
            )
            for id, answers in reflection.ideas.items()
        ),
        actions=sum(1 for _ in gather(reflection)),
    )


def join_label(label: str, own: str, words: Words) -> str:
    """A label and what the person wrote beside it as one text; either may be empty."""
    own = own.strip()
    return words.say("summary.both", kind=label, own=own) if label and own else label or own


def remarks(reflection: Reflection, tool: Tool, words: Words) -> Iterator[str]:
    """Sentences about what this edition keeps but cannot show, and about what is odd but no error."""
    if reflection.is_blank:
        yield words.say("check.nothing_written")
    if reflection.other_ideas:
        yield words.say("check.other_ideas", ideas=", ".join(reflection.other_ideas))
    points = sum(
        tool.idea(id).stage_of(point) is None
        for id, answers in reflection.ideas.items()
        for point in set(answers.recognised)
    )
    if points:
        yield words.count("check.other_points", points)
    if orphans := sum(len(answers.orphan_actions) for answers in reflection.ideas.values()):
        yield words.count("check.orphan_actions", orphans)
    if unplaced := sum(not clash.path for clash in reflection.clashes):
        yield words.count("check.unplaced", unplaced)
    if has_extra(reflection):
        yield words.say("check.unread_keys")


def has_extra(reflection: Reflection) -> bool:
    """Whether the document has keys anywhere that this edition does not know."""
    owners: list[Any] = [reflection, reflection.focus, reflection.perspective, *reflection.actions]
    for answers in reflection.ideas.values():
        owners += [answers, answers.earlier, *answers.changes, *answers.voices, *answers.actions]
        owners += [change.source for change in answers.changes]
        owners += [voice.source for voice in answers.voices]
    return any(owner.extra for owner in owners if owner)
