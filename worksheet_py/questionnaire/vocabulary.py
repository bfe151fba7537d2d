"""The questionnaire around its ideas as frozen classes (scales, labels and the like), and permanent ids.

The fields are the keys of `tool.toml`.
"""

from attrs import frozen

# The ids in saved documents. An edition gives them other labels; it cannot add, remove or reorder them.
IDEAS = ("assets", "work", "reciprocity", "networks")
STAGES = ("not-yet", "basics", "getting-there", "really-well")
RATINGS = ("red", "amber", "green")
STATUSES = ("to-do", "doing", "done")
FOCUSES = ("service", "organisation", "area")
PERSPECTIVES = ("people", "families", "staff", "managers", "commissioners", "group", "other")
PERMANENT = {
    "stages": STAGES,
    "ratings": RATINGS,
    "statuses": STATUSES,
    "focuses": FOCUSES,
    "perspectives": PERSPECTIVES,
}


@frozen
class Choice:
    """One of the things to choose from: a status of an action, or a group of people."""

    id: str
    label: str


@frozen
class Stage(Choice):
    """A stage; `short` is for the picture."""

    heading: str
    short: str


@frozen
class Rating(Choice):
    """RED, AMBER or GREEN, and what it means in a few words."""

    meaning: str


@frozen
class Focus(Choice):
    """What a reflection looks at."""

    hint: str


@frozen
class Welcome:
    """The words at the head of the start page."""

    lead: str
    who: str
    time: str
    privacy: str
    start: str
    read: str


@frozen
class Labels:
    """The labels of questions and columns."""

    about: str
    overheard: str
    stage: str
    evidence: str
    evidence_prompt: str
    rating: str
    change: str
    plan: str
    plan_prompt: str
    who: str
    what: str
    when: str
    how: str
    stages: str


@frozen
class ChangeText:
    """The words around the question what to change."""

    intro: str
    ideas: str
    choose: str
