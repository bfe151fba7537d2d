"""What the command line prints: lines of text about files and reflections."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from worksheet_py import api
from worksheet_py.document.batch import RejectedFile
from worksheet_py.document.reflection import Reflection
from worksheet_py.export.context import with_day
from worksheet_py.export.sanitize import clean
from worksheet_py.export.unsettled import unsettled_texts
from worksheet_py.questionnaire.tool import default_content
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import summarise
from worksheet_py.text.bidi import BIDI_CONTROLS, CONTROLS, isolated
from worksheet_py.text.days import local_day
from worksheet_py.text.messages import Words, load_words


@cache
def lines() -> Words:
    """The sentences of the command line."""
    return load_words(default_content(), "command")


def line(key: str, **values: object) -> str:
    """The sentence at a key, filled in."""
    return lines().say(key, **values)


def say(*texts: str) -> None:
    """Print each text on a line of its own, without control characters that a terminal would obey."""
    for text in texts:
        print(printable(text))


def complain(*texts: str) -> None:
    """The same on the standard error."""
    for text in texts:
        print(printable(text), file=sys.stderr)


def tell(plain: object) -> None:
    """Print plain data as a line of JSON, in which nothing is left that a terminal would obey."""
    print(json.dumps(plain))


def printable(text: str) -> str:
    """A text on one line, so that nobody's words can look like a line of ours."""
    return clean(text).replace("\n", " ")


def visible_path(path: Path) -> str:
    """A path to print: control characters are replaced by U+FFFD."""
    return BIDI_CONTROLS.sub("\ufffd", CONTROLS.sub("\ufffd", str(path)))


def summary_line(reflection: Reflection) -> str:
    """What a reflection holds, on one line."""
    made = summarise(reflection, api.tool(), api.words())
    return line(
        "checked.about",
        who=made.perspective or line("checked.nobody"),
        changed=local_day(made.changed) or line("checked.no_day"),
        ideas=sum(not answers.is_blank for answers in reflection.ideas.values()),
        all=len(reflection.ideas),
        actions=made.actions,
    )


def error_lines(file: RejectedFile) -> Iterator[str]:
    """What is wrong with a file, where, and how to mend it."""
    yield line("fault.file", name=file.name, message=file.message)
    for place in file.places:
        yield line("fault.place", path=place.path, message=place.message)
    yield line("fault.mend", how=line("mend." + file.code.replace("-", "_")))


def profile_lines(reflection: Reflection) -> Iterator[str]:
    """Where a reflection stands: facts for each idea, open questions, and prompts to talk."""
    made, tool = make_profile(reflection, api.tool(), api.words()), api.tool()
    yield title(reflection)
    for facts in summarise(reflection, api.tool(), api.words()).ideas:
        yield "- " + line(
            "profile.line",
            idea=tool.idea(facts.id).short,
            stage=tool.label(facts.stage) or line("profile.no_stage"),
            rating=tool.label(facts.rating) or line("profile.no_rating"),
            changes=facts.changes,
            chosen=facts.chosen,
        )
    yield from section(line("profile.blank"), [gap.text for gap in made.blank])
    yield from section(line("profile.talk"), [prompt.text for prompt in made.talk])


def plan_lines(reflection: Reflection, today: date) -> Iterator[str]:
    """The plan in order, and the notes on it."""
    made = make_plan(reflection, today, api.words(), api.when_words())
    yield title(reflection)
    if not made.actions:
        yield line("plan.empty")
    for one in made.actions:
        texts = {"what": one.what, "who": one.who, "when": with_day(one, api.words()), "how": one.how}
        shown = {name: " ".join(text.split()) or line("plan.gap") for name, text in texts.items()}
        yield "- " + line("plan.line", status=api.tool().label(one.status), **shown)
    yield from section(line("plan.notes"), [note.text for note in made.notes])
    others = unsettled_texts(reflection, api.tool(), api.words(), "actions")
    yield from section(api.words().say("export.unsettled"), list(others))


def title(reflection: Reflection) -> str:
    """Name, focus and perspective of a reflection, as far as they are known."""
    made = summarise(reflection, api.tool(), api.words())
    parts = (made.name.strip() or line("profile.unnamed"), made.focus, made.perspective)
    return " | ".join(isolated(part) for part in parts if part)


def section(heading: str, points: list[str]) -> list[str]:
    """A blank line, a heading and its points, if there are any."""
    return ["", heading, *(f"- {point}" for point in points)] if points else []
