"""The frame round the ideas as frozen classes (stages, ratings, labels and the like), and permanent ids."""

from attrs import frozen

# The words that documents are saved with. An edition words them anew; it cannot add, drop or reorder them.
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
class Stage:
    """A stage as the tool names it everywhere; `short` is for the picture."""

    id: str
    label: str
    heading: str
    short: str


@frozen
class Rating:
    """RED, AMBER or GREEN, and what it means in a few words."""

    id: str
    label: str
    meaning: str


@frozen
class Status:
    """How far an action is."""

    id: str
    label: str


@frozen
class Focus:
    """What a reflection looks at."""

    id: str
    label: str
    hint: str


@frozen
class Perspective:
    """Whose view a reflection is."""

    id: str
    label: str


@frozen
class Welcome:
    """The words of the start page's head."""

    lead: str
    who: str
    time: str
    privacy: str
    start: str
    read: str


@frozen
class Labels:
    """The tool's exact labels."""

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
    """The words round the question what to change."""

    intro: str
    ideas: str
    choose: str
