"""Many people's views side by side as a document to read and print."""

from collections.abc import Iterator, Mapping, Sequence

from worksheet_py.comparison.compare import Comparison, GroupView, IdeaViews
from worksheet_py.comparison.contributions import Point
from worksheet_py.comparison.distribution import Spread
from worksheet_py.export.outline import Block, Heading, Outline, Paragraph, Table
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


def report(made: Comparison, refused: int, tool: Tool, lines: Words) -> Outline:
    """The report on a comparison, in which `refused` files are not; `lines` are the command line's words."""
    title = lines.say("report.title")
    ideas = sorted(made.ideas, key=lambda one: one.rank)
    blocks = (
        Heading(1, title),
        *(Paragraph(text, quiet=True) for text in facts(made, refused, lines)),
        *(Paragraph(text) for text in made.opening),
        Heading(2, lines.say("report.overview")),
        overview(ideas, tool, lines),
        Paragraph(lines.say("report.consensus"), quiet=True),
        *(block for one in ideas for block in one_idea(one, tool, lines)),
        Heading(2, lines.say("report.people")),
        people(made, lines),
    )
    return Outline(title, tool.language, "", blocks)


def facts(made: Comparison, refused: int, lines: Words) -> Iterator[str]:
    """What a reader has to know about the report itself."""
    yield lines.count("report.shown", sum(person.shown for person in made.people))
    if any(person.anonymous for person in made.people):
        yield lines.say("report.unnamed")
    if refused:
        yield lines.count("report.refused", refused)


def overview(ideas: Sequence[IdeaViews], tool: Tool, lines: Words) -> Table:
    """Each idea, with how far people agree."""
    columns = tuple(lines.say(key) for key in ("report.idea", "report.stages", "report.ratings"))
    rows = tuple(
        (tool.idea(one.id).short, agreement(one.stages, lines), agreement(one.ratings, lines))
        for one in ideas
    )
    return Table(columns, rows, (3, 6, 6))


def agreement(found: Spread, lines: Words) -> str:
    """How far people agree in words, and below as a figure where there is one."""
    if found["consensus"] is None:
        return found["agreement"]
    figure = lines.say("report.figure", figure=f"{found['consensus']:.2f}")
    return f"{found['agreement']}\n{figure}"


def one_idea(one: IdeaViews, tool: Tool, lines: Words) -> Iterator[Block]:
    """One idea: who sees it where, and what each person says."""
    yield Heading(2, tool.idea(one.id).title)
    yield Paragraph(one.sentence)
    if not one.points:
        return
    for name in ("stages", "ratings"):
        yield Heading(3, lines.say(f"report.{name}"))
        yield counts(one, name, tool, lines)
    yield Heading(3, lines.say("report.all_views"))
    yield views(one.points, tool, lines)


def counts(one: IdeaViews, name: str, tool: Tool, lines: Words) -> Table:
    """How many chose what: everybody, then group by group."""
    ids = tool.ids(name)
    columns = (lines.say("report.group"), *map(tool.label, ids), lines.say("report.not_chosen"))
    everybody = one.stages["count"] if name == "stages" else one.ratings["count"]
    rows = [row(lines.say("report.everybody"), everybody, len(one.points))]
    rows += [row(group.label, of_group(group, name), group.n) for group in one.groups]
    return Table(columns, tuple(rows), (4, *(2 for _ in ids), 2))


def of_group(group: GroupView, name: str) -> Mapping[str, int]:
    """How many of a group chose which stage, or which rating."""
    return group.stages if name == "stages" else group.ratings


def row(label: str, count: Mapping[str, int], people: int) -> tuple[str, ...]:
    """One row of numbers, those who have not chosen last."""
    return (label, *map(str, count.values()), str(people - sum(count.values())))


def views(points: Sequence[Point], tool: Tool, lines: Words) -> Table:
    """What each person says."""
    keys = ("report.who", "report.chosen", "report.evidence", "report.changes")
    rows = tuple((one.name, chosen(one, tool), one.evidence, changes(one, lines)) for one in points)
    return Table(tuple(lines.say(key) for key in keys), rows, (2, 3, 6, 5))


def chosen(one: Point, tool: Tool) -> str:
    """A person's stage and colour, each on a line of its own."""
    return "\n".join(label for label in (tool.label(one.stage), tool.label(one.rating)) if label)


def changes(one: Point, lines: Words) -> str:
    """A person's ideas for change, one on a line; chosen ones say so."""
    return "\n".join(
        lines.say("report.change", text=change.text) if change.chosen else change.text
        for change in one.changes
    )


def people(made: Comparison, lines: Words) -> Table:
    """Who is in the report, and what is to be said about them."""
    columns = tuple(lines.say(f"report.{key}") for key in ("who", "group", "note"))
    return Table(columns, tuple((one.name, one.group_label, one.note) for one in made.people), (3, 3, 6))
