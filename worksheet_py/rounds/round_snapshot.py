"""One round of a reflection, as it is looked back at."""

from collections.abc import Mapping

from attrs import frozen

from worksheet_py.document.batch import Given
from worksheet_py.document.reflection import Reflection, blank
from worksheet_py.review.plan import gather


@frozen
class Answered:
    """What was answered about one idea in one round."""

    stage: str | None
    rating: str | None
    evidence: str


@frozen
class Planned:
    """One action of a round's plan."""

    id: str
    idea: str | None
    change: str | None
    what: str
    who: str
    when: str
    status: str


@frozen
class RoundFacts:
    """One round: its answers by idea, and its plan in the order written."""

    key: str
    id: str
    round: int
    name: str
    changed: str
    ideas: Mapping[str, Answered]
    planned: tuple[Planned, ...]


def round_facts(one: Given) -> RoundFacts:
    """One round."""
    made = one.reflection
    return RoundFacts(
        key=one.key,
        id=made.id,
        round=made.round,
        name=made.name,
        changed=made.changed or made.created,
        ideas={
            id: Answered(answers.stage, answers.rating, "\n\n".join(answers.evidence_texts))
            for id, answers in made.ideas.items()
        },
        planned=planned(made),
    )


def planned(reflection: Reflection) -> tuple[Planned, ...]:
    """The plan of a round; an action without words goes by those of its change."""
    return tuple(
        Planned(
            id=action.id,
            idea=idea,
            change=action.change,
            what=change.text if change and blank(action.what) else action.what,
            who=action.who,
            when=action.when,
            status=action.status,
        )
        for idea, change, action in gather(reflection)
    )
