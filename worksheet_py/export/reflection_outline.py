"""The outline of a whole reflection: everything that was written."""

from collections.abc import Iterator

from worksheet_py.document.reflection import Action, Change, Id, IdeaAnswers, Source
from worksheet_py.export.context import Wanted
from worksheet_py.export.date_text import local_day, say_day
from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table
from worksheet_py.export.plan_outline import plan_blocks
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.review.summary import together


def whole_outline(wanted: Wanted) -> Outline:
    """The reflection as a document: what it is, where we are, all about each idea, the plan."""
    tool = wanted.tool
    blocks = (
        Heading(1, wanted.name),
        Paragraph(wanted.words.say("export.from_tool", title=tool.title), quiet=True),
        *about(wanted),
        Heading(2, wanted.words.say("export.where")),
        where(wanted),
        *(block for idea in tool.ideas for block in one_idea(idea, wanted)),
        Heading(2, tool.labels.plan),
        *plan_blocks(wanted),
    )
    return Outline(wanted.name, tool.language, wanted.reflection.perspective.who, blocks)


def about(wanted: Wanted) -> Iterator[Block]:
    """What it looks at, whose view it is, and its days; only what is known."""
    words, written = wanted.words, wanted.reflection
    days = {
        "export.created": local_day(written.created, wanted.now),
        "export.changed": local_day(written.changed, wanted.now),
        "export.saved": wanted.today,
    }
    facts = (
        (words.say("export.focus"), labelled(written.focus.kind, written.focus.about, wanted)),
        (
            words.say("export.perspective"),
            labelled(written.perspective.group, written.perspective.who, wanted),
        ),
        (words.say("export.round"), str(written.round) if written.round > 1 else ""),
        *((words.say(key), say_day(day, words)) for key, day in days.items() if day),
    )
    yield Facts(tuple(fact for fact in facts if fact[1]))


def labelled(id: str | None, own: str, wanted: Wanted) -> str:
    """The label of an id and a person's own words as one text."""
    return together(wanted.tool.label(id), own, wanted.words)


def where(wanted: Wanted) -> Table:
    """Stage and rating of each idea."""
    words, ideas = wanted.words, wanted.reflection.ideas
    rows = tuple(
        (idea.short, wanted.label(ideas[idea.id].stage), wanted.label(ideas[idea.id].rating))
        for idea in wanted.tool.ideas
    )
    columns = tuple(words.say(key) for key in ("export.idea", "export.stage", "export.rating"))
    return Table(columns, rows, (4, 5, 2))


def one_idea(idea: Idea, wanted: Wanted) -> Iterator[Block]:
    """All that is written about one idea."""
    answers, words, labels = wanted.reflection.ideas[idea.id], wanted.words, wanted.tool.labels
    yield Heading(2, idea.title)
    yield from last_time(answers, wanted)
    if answers.is_blank and not answers.actions:
        yield Paragraph(words.say("export.nothing"), quiet=True)
        return
    facts = ((labels.stage, wanted.label(answers.stage)), (labels.rating, wanted.label(answers.rating)))
    yield Facts((*facts, (words.say("export.state"), words.say("export.done"))) if answers.done else facts)
    yield Heading(3, labels.evidence)
    if answers.without_evidence:
        yield Paragraph(words.say("export.no_evidence"), quiet=True)
    yield from (Paragraph(part) for part in paragraphs(answers.evidence))
    for voice in answers.written_voices:
        yield Paragraph(by(voice.text, voice.source, "export.voice", wanted))
    if answers.recognised:
        yield Heading(3, words.say("export.recognised"))
        yield Items(tuple(recognised(idea, answers, wanted)))
    if answers.written_changes:
        yield Heading(3, words.say("export.changes"))
        yield Items(tuple(said(change, answers, wanted) for change in answers.written_changes))
    if actions := tuple(action for action in answers.actions if not action.is_blank):
        yield Heading(3, words.say("export.actions"))
        yield actions_table(actions, answers, wanted)


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, which have blank lines between them."""
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


def recognised(idea: Idea, answers: IdeaAnswers, wanted: Wanted) -> Iterator[str]:
    """Each recognised point with the stage it belongs to, in the tool's order; then those not known here."""
    marked = set(answers.recognised)
    for stage in idea.stages:
        for point in stage.points:
            if point.id in marked:
                label = wanted.tool.label(stage.id)
                yield wanted.words.say("export.recognised_in", text=point.text, stage=label)
    for point_id in dict.fromkeys(answers.recognised):
        if idea.stage_of(point_id) is None:
            yield wanted.words.say("export.recognised_other", id=point_id)


def last_time(answers: IdeaAnswers, wanted: Wanted) -> Iterator[Block]:
    """What was answered in the round before, if there was one."""
    earlier, words = answers.earlier, wanted.words
    if earlier is None:
        return
    day = local_day(earlier.changed, wanted.now)
    last = (
        words.say("export.earlier", date=say_day(day, words)) if day else words.say("export.earlier_undated")
    )
    yield Heading(3, last)
    stage, rating = wanted.label(earlier.stage), wanted.label(earlier.rating)
    yield Facts(((words.say("export.stage"), stage), (words.say("export.rating"), rating)))
    yield from (Paragraph(part) for part in paragraphs(earlier.evidence))


def by(text: str, source: Source | None, key: str, wanted: Wanted) -> str:
    """A text with whose it was, where that is known."""
    who = labelled(source.group, source.who, wanted) if source else ""
    return wanted.words.say(key, text=text, who=who) if who else text


def said(change: Change, answers: IdeaAnswers, wanted: Wanted) -> str:
    """A change in words, whether it was chosen, and whose idea it was."""
    text = answers.words_for(change).strip() or wanted.words.say("export.no_text")
    text = by(text, change.source, "export.from_whom", wanted)
    return wanted.words.say("export.chosen", text=text) if change.chosen else text


def actions_table(actions: tuple[Action, ...], answers: IdeaAnswers, wanted: Wanted) -> Table:
    """What is to be done, also for changes that are not chosen now."""
    labels, words = wanted.tool.labels, wanted.words
    changes = {change.id: change for change in answers.changes}

    def row(action: Action) -> tuple[str, ...]:
        change = changes.get(Id(action.change or ""))
        text = change.text if change else ""
        status = wanted.tool.label(action.status)
        if change and not change.chosen:
            status = words.say("export.not_now", status=status)
        return (action.what or text, action.who, action.when, action.how, status)

    columns = (labels.what, labels.who, labels.when, labels.how, words.say("export.status"))
    return Table(columns, tuple(row(action) for action in actions), (6, 3, 3, 5, 3))
