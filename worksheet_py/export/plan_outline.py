"""The plan with words in place of ids, for every kind of file; and the plan as a document."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import repeat

from attrs import evolve, frozen

from worksheet_py.document.reflection import DONE
from worksheet_py.export.context import ExportContext, remarks, with_day
from worksheet_py.export.outline import Block, Heading, Items, Outline, Paragraph, Table
from worksheet_py.export.unsettled import adds_unsettled, unsettled_texts
from worksheet_py.review.plan import PlanAction, again_and_again, make_plan

ACTION_TEXTS = ("what", "who", "when", "how")


@frozen
class PlanRow:
    """One action of the plan, and words for its idea, its change and its status."""

    action: PlanAction
    idea: str
    change: str
    status: str
    remarks: tuple[str, ...]
    # The texts of the action by their names, each with what else was written there.
    all_texts: Mapping[str, str]

    @property
    def state(self) -> str:
        """Its status, and below it what should be looked at."""
        return "\n".join([self.status, *self.remarks])

    @property
    def day_to_keep(self) -> date | None:
        """The last day that the action's `when` means, if the action is still to be done."""
        return None if self.action.status == DONE else self.action.by


def plan_rows(context: ExportContext) -> Iterator[PlanRow]:
    """The actions that are to be written, in the order that is wanted."""
    plan = make_plan(context.reflection, context.today, context.words, context.when_words, context.guess)
    add = adds_unsettled(context.reflection, context.words)
    changes: dict[tuple[str | None, str | None], Iterator[str]] = {
        (idea, change.id): again_and_again(add(change.text, f"ideas.{idea}.changes.{change.id}.text"))
        for idea, answers in context.reflection.ideas.items()
        for change in answers.changes
    }
    for action in chosen(plan.actions, context.lines):
        idea = f"ideas.{action.idea}" if action.idea else ""
        place = f"{idea}.actions.{action.id}".lstrip(".")
        yield PlanRow(
            action=action,
            idea=context.tool.idea(action.idea).short if action.idea else context.say("export.own"),
            change=next(changes.get((action.idea, action.change), repeat(""))),
            status=context.tool.label(action.status),
            remarks=tuple(remarks(action, context.words)),
            all_texts={name: add(getattr(action, name), f"{place}.{name}") for name in ACTION_TEXTS},
        )


def chosen(actions: Iterable[PlanAction], lines: Iterable[str] | None) -> Iterable[PlanAction]:
    """The actions at these lines in their order; all of them as they stand where `lines` is None."""
    if lines is None:
        return actions
    found = {f"{action.idea or 'own'}.{action.id}": action for action in actions}
    return [found[line] for line in dict.fromkeys(lines) if line in found]


def plan_outline(context: ExportContext) -> Outline:
    """The plan as a document of its own."""
    tool = context.tool
    title = context.say("export.plan_of", plan=tool.labels.plan, name=context.name)
    source = context.say("export.from_tool", title=tool.title, credit=tool.credit)
    made = context.say("export.made", date=context.format_day(context.today))
    others = unsettled(context, "actions")
    opening = (Heading(1, title), Paragraph(made, quiet=True), *left_out(context), plan_block(context))
    blocks = (*opening, *others, Paragraph(source, quiet=True))
    return Outline(title, tool.language, blocks, wide=True)


def left_out(context: ExportContext) -> Iterator[Block]:
    """How many actions are shown, where that is not all of them."""
    shown, count = len([*plan_rows(context)]), len([*plan_rows(evolve(context, lines=None))])
    if shown < count:
        yield Paragraph(context.say("export.shown", shown=shown, count=count), quiet=True)


def plan_block(context: ExportContext) -> Block:
    """The plan's table, or a sentence that the plan is empty."""
    labels = context.tool.labels
    rows = tuple(
        (action.what, action.who, with_day(action, context.words), action.how, row.state, row.idea)
        for row in plan_rows(context)
        for action in (row.action,)
    )
    if not rows:
        return Paragraph(context.say("export.empty_plan"), quiet=True)
    others = context.say("export.status"), context.say("export.idea")
    return Table((labels.what, labels.who, labels.when, labels.how, *others), rows, (6, 3, 3, 5, 3, 3))


def unsettled(context: ExportContext, part: str = "") -> Iterator[Block]:
    """The other texts of places that were written in twice at one time, until somebody chooses.

    `part` is the list that the place has to be in; without it, all are given.
    """
    items = tuple(unsettled_texts(context.reflection, context.tool, context.words, part))
    if items:
        yield Heading(2, context.say("export.unsettled"))
        yield Paragraph(context.say("export.unsettled_note"), quiet=True)
        yield Items(items)
