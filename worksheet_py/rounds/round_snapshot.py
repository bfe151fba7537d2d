"""One round of a reflection, as people look back at it."""

from collections.abc import Mapping

from attrs import frozen

from worksheet_py.document.batch import LoadedFile
from worksheet_py.review.plan import PlanEntry, gather


@frozen
class IdeaSnapshot:
    """What was answered about one idea in one round; `stage` and `rating` are ids."""

    stage: str | None
    rating: str | None
    evidence: str


@frozen
class RoundSnapshot:
    """One round: its answers by idea, and its plan in the order written."""

    key: str
    id: str
    round: int
    name: str
    changed: str
    ideas: Mapping[str, IdeaSnapshot]
    planned: tuple[PlanEntry, ...]


def take_snapshot(file: LoadedFile) -> RoundSnapshot:
    """The round that a file holds."""
    reflection = file.reflection
    return RoundSnapshot(
        key=file.key,
        id=reflection.id,
        round=reflection.round,
        name=reflection.name,
        changed=reflection.changed or reflection.created,
        ideas={
            id: IdeaSnapshot(answers.stage, answers.rating, "\n\n".join(answers.evidence_texts))
            for id, answers in reflection.ideas.items()
        },
        planned=tuple(
            PlanEntry(
                id=action.id,
                idea=idea,
                change=action.change,
                what=action.what,
                who=action.who,
                when=action.when,
                status=action.status,
            )
            for idea, action in gather(reflection)
        ),
    )
