"""A whole reflection as a document: everything that was written."""

from collections.abc import Iterator

from worksheet_py.document.reflection import DONE, Action, Change, Id, IdeaAnswers, Source
from worksheet_py.export.context import ExportContext, remarks, with_day
from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table
from worksheet_py.export.plan_outline import plan_block, plan_rows, unsettled
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.review.plan import again_and_again, plan_action
from worksheet_py.review.summary import join_label
from worksheet_py.text.days import local_day

# How many actions stand on the first page.
NEXT = 5


def reflection_outline(context: ExportContext) -> Outline:
    """A page with what the reflection is about, where it stands and what comes next; then all of it."""
    tool = context.tool
    first, *others = tool.ideas
    blocks = (
        Heading(1, context.name),
        Paragraph(context.say("export.from_tool", title=tool.title, credit=tool.credit), quiet=True),
        about(context),
        Heading(2, context.say("export.where")),
        overview(context),
        *coming_next(context),
        *idea_blocks(first, context, "new"),
        *(block for idea in others for block in idea_blocks(idea, context)),
        Heading(2, tool.labels.plan, "wide"),
        plan_block(context),
        *unsettled(context),
    )
    return Outline(context.name, tool.language, blocks)


def about(context: ExportContext) -> Facts:
    """Focus, perspective, round and days, as far as they are known."""
    reflection = context.reflection
    focus, perspective = reflection.focus, reflection.perspective
    days = {
        "export.created": local_day(reflection.created),
        "export.changed": local_day(reflection.changed),
        "export.saved": context.today,
    }
    facts = {
        "export.focus": label_and_text(focus.kind, focus.about, context),
        "export.perspective": label_and_text(perspective.group, perspective.who, context),
        "export.round": str(reflection.round) if reflection.round > 1 else "",
        **{key: context.format_day(day) for key, day in days.items() if day},
    }
    return Facts(tuple((context.say(key), value) for key, value in facts.items() if value))


def label_and_text(id: str | None, own: str, context: ExportContext) -> str:
    """The label of an id, and what the person wrote beside it."""
    return join_label(context.tool.label(id), own, context.words)


def overview(context: ExportContext) -> Table:
    """Stage and rating of each idea."""
    ideas = context.reflection.ideas
    rows = tuple(
        (idea.short, context.label(ideas[idea.id].stage), context.label(ideas[idea.id].rating))
        for idea in context.tool.ideas
    )
    columns = tuple(map(context.say, ("export.idea", "export.stage", "export.rating")))
    return Table(columns, rows, (4, 5, 2))


def coming_next(context: ExportContext) -> Iterator[Block]:
    """The next actions that are still to do, and what should be looked at; no names, which the plan has."""
    labels = context.tool.labels
    rows = tuple(
        (row.action.what, with_day(row.action, context.words), row.state)
        for row in plan_rows(context)
        if row.action.status != DONE
    )
    if rows:
        yield Heading(2, context.say("export.next"))
        yield Table((labels.what, labels.when, context.say("export.status")), rows[:NEXT], (6, 4, 4))
        if len(rows) > NEXT:
            yield Paragraph(context.say("export.more_in_plan", count=len(rows) - NEXT), quiet=True)


def idea_blocks(idea: Idea, context: ExportContext, page: str = "") -> Iterator[Block]:
    """All that is written about one idea; `page` is that of its heading."""
    answers, labels = context.reflection.ideas[idea.id], context.tool.labels
    yield Heading(2, idea.title, page)
    yield from last_round(answers, context)
    if answers.is_blank and not answers.actions:
        yield Paragraph(context.say("export.nothing"), quiet=True)
        return
    done = ((context.say("export.state"), context.say("export.done")),) if answers.done else ()
    stage, rating = context.label(answers.stage), context.label(answers.rating)
    yield Facts(((labels.stage, stage), (labels.rating, rating), *done))
    yield Heading(3, labels.evidence)
    if not answers.evidence_texts:
        yield Paragraph(context.say("export.no_evidence"), quiet=True)
    yield from paragraphs(answers.evidence)
    for voice in answers.written_voices:
        yield Paragraph(with_source(voice.text, voice.source, "export.voice", context))
    if answers.recognised:
        yield Heading(3, context.say("export.recognised"))
        yield Items(tuple(recognised(idea, answers, context)))
    if answers.written_changes:
        yield Heading(3, context.say("export.changes"))
        yield Items(tuple(change_text(change, answers, context) for change in answers.written_changes))
    if actions := tuple(action for action in answers.actions if not action.is_blank):
        yield Heading(3, context.say("export.actions"))
        yield actions_table(actions, answers, context)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, which have blank lines between them."""
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            yield Paragraph("\n".join(lines))
            lines = []


def recognised(idea: Idea, answers: IdeaAnswers, context: ExportContext) -> Iterator[str]:
    """Each recognised point with its stage, in the tool's order; then the ids this edition does not know."""
    marked = dict.fromkeys(answers.recognised)
    for stage in idea.stages:
        for point in stage.points:
            if point.id in marked:
                label = context.tool.label(stage.id)
                yield context.say("export.recognised_in", text=point.text, stage=label)
    for id in marked:
        if idea.stage_of(id) is None:
            yield context.say("export.recognised_other", id=id)


def last_round(answers: IdeaAnswers, context: ExportContext) -> Iterator[Block]:
    """What was answered in the round before, if there was one."""
    earlier = answers.earlier
    if earlier is None:
        return
    day = local_day(earlier.changed)
    dated = {"date": context.format_day(day)} if day else {}
    yield Heading(3, context.say("export.earlier" if day else "export.earlier_undated", **dated))
    stage, rating = context.label(earlier.stage), context.label(earlier.rating)
    yield Facts(((context.say("export.stage"), stage), (context.say("export.rating"), rating)))
    yield from paragraphs(earlier.evidence)


def with_source(text: str, source: Source | None, key: str, context: ExportContext) -> str:
    """A text with the name of whose it was, by the sentence at `key`, where that is known."""
    who = label_and_text(source.group, source.who, context) if source else ""
    return context.say(key, text=text, who=who) if who else text


def change_text(change: Change, answers: IdeaAnswers, context: ExportContext) -> str:
    """A change in words, whether it was chosen, and whose idea it was."""
    text = answers.words_for(change).strip() or context.say("export.no_text")
    text = with_source(text, change.source, "export.from_whom", context)
    return context.say("export.chosen", text=text) if change.chosen else text


def actions_table(actions: tuple[Action, ...], answers: IdeaAnswers, context: ExportContext) -> Table:
    """The actions of an idea, those of changes that are not chosen included."""
    labels = context.tool.labels
    changes = {change.id: change for change in answers.changes}
    texts = {change.id: again_and_again(change.text) for change in answers.changes}

    def row(action: Action) -> tuple[str, ...]:
        change = changes.get(Id(action.change or ""))
        what = action.what or (next(texts[change.id]) if change else "")
        status = context.tool.label(action.status)
        if change and not change.chosen:
            status = context.say("export.not_now", status=status)
        read = plan_action(None, action, context.today, context.when_words, context.guess)
        gaps = () if change and not change.chosen else remarks(read, context.words)
        state = "\n".join([status, *gaps])
        return (what, action.who, with_day(read, context.words), action.how, state)

    columns = (labels.what, labels.who, labels.when, labels.how, context.say("export.status"))
    return Table(columns, tuple(map(row, actions)), (9, 6, 6, 8, 6))
