"""The same thing, looked at again later: the next round of a reflection."""

from attrs import evolve, frozen

from worksheet_py.document.reflection import DONE, Earlier, IdeaAnswers, Moment, Reflection, Round
from worksheet_py.review.plan import gather
from worksheet_py.text.messages import Words
from worksheet_py.validation.limits import ROUNDS


@frozen
class Carried:
    """What went into the next round: actions of the plan still to be done, and those that are done."""

    carried: int
    done: int
    text: str


def next_round(old: Reflection, id: str, now: Moment, name: str, words: Words) -> Reflection:
    """The next round of a reflection, which stays as it is: the questions open, changes and actions kept.

    `id`, `now` and `name` are those of the new one. What was answered is in reach as each idea's `earlier`.
    """
    return evolve(
        old,
        id=id,
        name=name,
        created=now,
        changed=now,
        series=old.series or old.id,
        # A file with a higher number would be refused.
        round=Round(min(old.round + 1, ROUNDS)),
        ideas={key: opened_again(answers, old.changed, words) for key, answers in old.ideas.items()},
    )


def opened_again(answers: IdeaAnswers, changed: Moment, words: Words) -> IdeaAnswers:
    """An idea with its questions open again; where nobody answered last time, what was said before stays."""
    evidence = "\n\n".join([*own(answers), *quoted(answers, words)])
    said = answers.stage or answers.rating or evidence
    last = Earlier(stage=answers.stage, rating=answers.rating, evidence=evidence, changed=changed)
    return evolve(
        answers,
        stage=None,
        rating=None,
        evidence="",
        recognised=(),
        voices=(),
        done=False,
        earlier=last if said else answers.earlier,
    )


def own(answers: IdeaAnswers) -> tuple[str, ...]:
    """The evidence that the group itself wrote, if any."""
    return (answers.evidence,) if answers.evidence.strip() else ()


def quoted(answers: IdeaAnswers, words: Words) -> tuple[str, ...]:
    """The evidence taken over from people, with their names where they are named."""
    return tuple(
        words.say("rounds.voice", text=voice.text, who=voice.source.who) if voice.source.who else voice.text
        for voice in answers.written_voices
    )


def carried(old: Reflection, words: Words) -> Carried:
    """How much of the old plan the next round goes on with."""
    statuses = [action.status for _, _, action in gather(old)]
    done = statuses.count(DONE)
    still = len(statuses) - done
    if not statuses:
        return Carried(0, 0, words.say("rounds.nothing_carried"))
    parts = words.count("rounds.carried", still), words.count("rounds.done", done)
    return Carried(still, done, " ".join(parts))
