"""What one person says about one idea."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from worksheet_py.comparison.participants import Person
from worksheet_py.document.reflection import IdeaAnswers
from worksheet_py.questionnaire.idea import Idea


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
