"""What the command line says about one reflection or file, as lines of text."""

from collections.abc import Iterable, Iterator
from datetime import date

from worksheet_py.cli.edition import Edition
from worksheet_py.document.batch import TurnedAway
from worksheet_py.document.reflection import Reflection
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import summarise


def tell_about(reflection: Reflection, edition: Edition) -> str:
    """One line on what a reflection holds."""
    made, lines = summarise(reflection, edition.tool, edition.words), edition.lines
    return lines.say(
        "checked.about",
        who=made.perspective or lines.say("checked.nobody"),
        changed=made.changed[:10] or lines.say("checked.no_day"),
        ideas=sum(not answers.is_blank for answers in reflection.ideas.values()),
        all=len(reflection.ideas),
        actions=made.actions,
    )


def tell_faults(one: TurnedAway, edition: Edition) -> Iterator[str]:
    """What is wrong with a file, where, and how to mend it."""
    lines = edition.lines
    yield lines.say("fault.file", name=one.name, message=one.message)
    for place in one.places:
        yield lines.say("fault.place", path=place.path, message=place.message)
    yield lines.say("fault.mend", how=lines.say("mend." + one.code.replace("-", "_")))


def tell_profile(reflection: Reflection, edition: Edition) -> Iterator[str]:
    """Where a reflection stands: facts for each idea, what is open, what is worth talking about."""
    made, lines, tool = make_profile(reflection, edition.tool, edition.words), edition.lines, edition.tool
    yield title(reflection, edition)
    for facts in made.ideas:
        line = lines.say(
            "profile.line",
            idea=tool.idea(facts.id).short,
            stage=tool.label(facts.stage) or lines.say("profile.no_stage"),
            rating=tool.label(facts.rating) or lines.say("profile.no_rating"),
            changes=facts.changes,
            chosen=facts.chosen,
        )
        yield f"- {line}"
    yield from part(lines.say("profile.blank"), (gap.text for gap in made.blank))
    yield from part(lines.say("profile.talk"), (prompt.text for prompt in made.talk))


def tell_plan(reflection: Reflection, today: date, edition: Edition) -> Iterator[str]:
    """The plan in order of its days, and what is worth a look."""
    made, lines = make_plan(reflection, today, edition.words, edition.when_words), edition.lines
    yield title(reflection, edition)
    if not made.actions:
        yield lines.say("plan.empty")
    for one in made.actions:
        texts = {"what": one.what, "who": one.who, "when": one.when, "how": one.how}
        said = {name: " ".join(text.split()) or lines.say("plan.gap") for name, text in texts.items()}
        line = lines.say("plan.line", status=edition.tool.label(one.status), **said)
        yield f"- {line}"
    yield from part(lines.say("plan.notes"), (note.text for note in made.notes))


def title(reflection: Reflection, edition: Edition) -> str:
    """What a reflection is called, what it looks at and whose view it is, as far as that is known."""
    made = summarise(reflection, edition.tool, edition.words)
    parts = (made.name.strip() or edition.lines.say("profile.unnamed"), made.focus, made.perspective)
    return " | ".join(part for part in parts if part)


def part(heading: str, points: Iterable[str]) -> Iterator[str]:
    """A heading with its points, if there are any."""
    found = list(points)
    if found:
        yield ""
        yield heading
        yield from (f"- {point}" for point in found)
