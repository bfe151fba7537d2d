"""What the command line prints: lines of text about files and reflections."""

import sys
from collections.abc import Iterator
from datetime import date

from worksheet_py.cli.edition import Edition
from worksheet_py.document.batch import RejectedFile
from worksheet_py.document.reflection import Reflection
from worksheet_py.export.sanitize import clean
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import summarise


def say(*texts: str) -> None:
    """Print each text on a line of its own, without control characters that a terminal would obey."""
    for text in texts:
        print(printable(text))


def complain(*texts: str) -> None:
    """The same on the standard error."""
    for text in texts:
        print(printable(text), file=sys.stderr)


def printable(text: str) -> str:
    """A text on one line, so that nobody's words can look like a line of ours."""
    return clean(text).replace("\n", " ")


def summary_line(reflection: Reflection, edition: Edition) -> str:
    """What a reflection holds, on one line."""
    made, lines = summarise(reflection, edition.tool, edition.words), edition.lines
    return lines.say(
        "checked.about",
        who=made.perspective or lines.say("checked.nobody"),
        changed=made.changed[:10] or lines.say("checked.no_day"),
        ideas=sum(not answers.is_blank for answers in reflection.ideas.values()),
        all=len(reflection.ideas),
        actions=made.actions,
    )


def error_lines(file: RejectedFile, edition: Edition) -> Iterator[str]:
    """What is wrong with a file, where, and how to mend it."""
    lines = edition.lines
    yield lines.say("fault.file", name=file.name, message=file.message)
    for place in file.places:
        yield lines.say("fault.place", path=place.path, message=place.message)
    yield lines.say("fault.mend", how=lines.say("mend." + file.code.replace("-", "_")))


def profile_lines(reflection: Reflection, edition: Edition) -> Iterator[str]:
    """Where a reflection stands: facts for each idea, open questions, and prompts to talk."""
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
    yield from section(lines.say("profile.blank"), [gap.text for gap in made.blank])
    yield from section(lines.say("profile.talk"), [prompt.text for prompt in made.talk])


def plan_lines(reflection: Reflection, today: date, edition: Edition) -> Iterator[str]:
    """The plan in order, and the notes on it."""
    made, lines = make_plan(reflection, today, edition.words, edition.when_words), edition.lines
    yield title(reflection, edition)
    if not made.actions:
        yield lines.say("plan.empty")
    for one in made.actions:
        texts = {"what": one.what, "who": one.who, "when": one.when, "how": one.how}
        shown = {name: " ".join(text.split()) or lines.say("plan.gap") for name, text in texts.items()}
        line = lines.say("plan.line", status=edition.tool.label(one.status), **shown)
        yield f"- {line}"
    yield from section(lines.say("plan.notes"), [note.text for note in made.notes])


def title(reflection: Reflection, edition: Edition) -> str:
    """Name, focus and perspective of a reflection, as far as they are known."""
    made = summarise(reflection, edition.tool, edition.words)
    parts = (made.name.strip() or edition.lines.say("profile.unnamed"), made.focus, made.perspective)
    return " | ".join(filter(None, parts))


def section(heading: str, points: list[str]) -> list[str]:
    """A blank line, a heading and its points, if there are any."""
    return ["", heading, *(f"- {point}" for point in points)] if points else []
