"""The plan as lines, in its order, for every kind of file; and its outline."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from worksheet_py.export.context import Wanted
from worksheet_py.export.date_text import say_day
from worksheet_py.export.outline import Block, Heading, Outline, Paragraph, Table
from worksheet_py.review.plan import PlanAction, make_plan


@frozen
class Line:
    """One action: `by` is the last day that `when` means, `idea` and `change` are words."""

    id: str
    what: str
    who: str
    when: str
    by: date | None
    how: str
    status: str
    done: bool
    idea: str
    change: str


def plan_lines(wanted: Wanted) -> tuple[Line, ...]:
    """The lines of the plan, in its order."""
    plan = make_plan(wanted.reflection, wanted.today, wanted.words, wanted.when_words)
    return tuple(line(action, wanted) for action in plan.actions)


def line(action: PlanAction, wanted: Wanted) -> Line:
    """One line, with words in place of ids."""
    idea = wanted.tool.idea(action.idea).short if action.idea else wanted.words.say("export.own")
    changes = wanted.reflection.ideas[action.idea].changes if action.idea else ()
    return Line(
        id=f"{action.idea or 'own'}.{action.id}",
        what=action.what,
        who=action.who,
        when=action.when,
        by=action.by,
        how=action.how,
        status=wanted.tool.label(action.status),
        done=action.status == "done",
        idea=idea,
        change=next((change.text for change in changes if change.id == action.change), ""),
    )


def plan_outline(wanted: Wanted) -> Outline:
    """The plan as a document of its own."""
    title = wanted.words.say("export.plan_of", plan=wanted.tool.labels.plan, name=wanted.name)
    made = wanted.words.say("export.made", date=say_day(wanted.today, wanted.words))
    blocks = (Heading(1, title), Paragraph(made, quiet=True), *plan_blocks(wanted))
    return Outline(title, wanted.tool.language, wanted.reflection.perspective.who, blocks, wide=True)


def plan_blocks(wanted: Wanted) -> Iterator[Block]:
    """The plan's table, or a word that it is empty."""
    labels, words = wanted.tool.labels, wanted.words
    rows = tuple((a.what, a.who, a.when, a.how, a.status, a.idea) for a in plan_lines(wanted))
    if not rows:
        yield Paragraph(words.say("export.empty_plan"), quiet=True)
        return
    columns = (
        labels.what,
        labels.who,
        labels.when,
        labels.how,
        words.say("export.status"),
        words.say("export.idea"),
    )
    yield Table(columns, rows, (6, 3, 3, 5, 3, 3))
