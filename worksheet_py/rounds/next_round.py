"""The next round of a reflection: the same thing, looked at again later."""

from attrs import evolve, frozen

from worksheet_py.document.reflection import DONE, Earlier, IdeaAnswers, Reflection, Round, Timestamp
from worksheet_py.review.plan import gather
from worksheet_py.text.messages import Words
from worksheet_py.validation.limits import MAX_ROUNDS, MAX_TEXT_CHARS


@frozen
class CarryOver:
    """How many actions of the plan are carried over, how many are done, and a text that says so."""

    carried: int
    done: int
    text: str


def open_next_round(old: Reflection, id: str, now: Timestamp, name: str, words: Words) -> Reflection:
    """The next round of a reflection: changes and actions are kept, all questions are open again.

    What was answered becomes each idea's `earlier`. `id`, `now` and `name` are those of the new round.
    """
    reopened_paths = {f"ideas.{idea}.evidence" for idea in old.ideas}
    return evolve(
        old,
        id=id,
        name=name,
        created=now,
        changed=now,
        series=old.series or old.id,
        round=Round(min(old.round + 1, MAX_ROUNDS)),
        ideas={
            key: reopened(answers, old.changed, words, evidence_clashes(old, key))
            for key, answers in old.ideas.items()
        },
        # Evidence is asked for anew; all else that waits for a choice goes on to wait.
        clashes=tuple(clash for clash in old.clashes if clash.path not in reopened_paths),
    )


def evidence_clashes(reflection: Reflection, idea: str) -> list[str]:
    """What else was written as evidence of an idea, at the same time, and never chosen or dropped."""
    path = f"ideas.{idea}.evidence"
    return [clash.text for clash in reflection.clashes if clash.path == path and clash.text.strip()]


def reopened(answers: IdeaAnswers, changed: Timestamp, words: Words, others: list[str]) -> IdeaAnswers:
    """An idea with its questions open again. If nobody answered in this round, `earlier` stays as it is.

    `others` are further texts that were written as evidence.
    """
    own = [answers.evidence] if answers.evidence.strip() else []
    voices = [
        words.say("rounds.voice", text=voice.text, who=voice.source.who) if voice.source.who else voice.text
        for voice in answers.written_voices
    ]
    evidence = "\n\n".join([*own, *others, *voices])
    if len(evidence) > MAX_TEXT_CHARS:  # the round before has all of it
        evidence = evidence[: MAX_TEXT_CHARS - 1] + "…"
    answered = answers.stage or answers.rating or evidence
    last = Earlier(stage=answers.stage, rating=answers.rating, evidence=evidence, changed=changed)
    return evolve(
        answers,
        stage=None,
        rating=None,
        evidence="",
        recognised=(),
        voices=(),
        done=False,
        earlier=last if answered else answers.earlier,
    )


def carry_over(old: Reflection, words: Words) -> CarryOver:
    """What the next round takes over from the plan."""
    statuses = [action.status for _, action in gather(old)]
    done = statuses.count(DONE)
    still = len(statuses) - done
    if not statuses:
        return CarryOver(0, 0, words.say("rounds.nothing_carried"))
    parts = words.count("rounds.carried", still), words.count("rounds.done", done)
    return CarryOver(still, done, " ".join(parts))
