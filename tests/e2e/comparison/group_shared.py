"""What a group takes over from thirty people, and what it writes itself: all that must be found later."""

from collections.abc import Iterable

from tests.e2e.comparison.group import READABLE, Said, name, said
from tests.e2e.export.read_back import squeezed
from tests.e2e.person import IDEAS
from worksheet_py import api
from worksheet_py.review.summary import join_label

NAME = "=All of us 🌻"
OWN = {idea: f"=ours+{idea} «we agreed»" for idea in IDEAS}
DOER, HOW, DAY = "Zoë & שרה {}", "@how {} <i>together</i>", "{} June 2031"
OWN_ACTION = "+Book the hall 🎉"

SHORTS = {idea.id: idea.short for idea in api.tool().ideas}


def written(idea: str) -> dict[str, list[str]]:
    """What people wrote about an idea: by whom, and what, without white space."""
    return {
        name(number): [squeezed(one.text) for one in said(number) if one.idea == idea] for number in READABLE
    }


def every_voice() -> dict[tuple[str, str], str]:
    """All that people wrote, by person and idea."""
    return {
        (squeezed(who), squeezed(SHORTS[idea])): "".join(texts)
        for idea in IDEAS
        for who, texts in written(idea).items()
    }


def taken_over(idea: str) -> list[Said]:
    """The pieces of one idea that are taken over; among those of all ideas is every form of text."""
    about = [one for number in READABLE for one in said(number) if one.idea == idea]
    return about[IDEAS.index(idea) :: 4][:14]


def whose(one: Said) -> str:
    """Whose a piece was, as every file says it."""
    return join_label(api.tool().label(one.group), one.who, api.words())


def chosen(idea: str) -> list[Said]:
    """The two ideas for change of people that the group wants to carry out."""
    return [one for one in taken_over(idea) if one.kind != "evidence"][:2]


def evidence(idea: str) -> list[str]:
    """The evidence about an idea in the shared reflection."""
    return [OWN[idea], *(one.text for one in taken_over(idea) if one.kind == "evidence")]


def changes(idea: str) -> list[str]:
    """The ideas for change in the shared reflection."""
    return [one.text for one in taken_over(idea) if one.kind != "evidence"]


def in_plan(days: Iterable[int] = range(1, 9)) -> list[str]:
    """All that has to be in the plan."""
    parts = [form.format(day) for day in days for form in (DOER, HOW, DAY)]
    return [*parts, *(one.text for idea in IDEAS for one in chosen(idea)), OWN_ACTION]


def in_ours() -> list[str]:
    """All that has to be in the shared reflection: what was taken over with its name, and its own."""
    people = [f"{one.text} – {whose(one)}" for idea in IDEAS for one in taken_over(idea)]
    return [NAME, *people, *OWN.values(), *in_plan()]
