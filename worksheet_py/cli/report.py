"""The command line's report: several people's views side by side, as a document to read and print."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from worksheet_py.comparison.compare import Comparison, IdeaViews, Point
from worksheet_py.comparison.distribution import Spread
from worksheet_py.export.outline import Block, Heading, Outline, Paragraph, Table
from worksheet_py.export.sheets import change_lines
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


def report(comparison: Comparison, rejected: int, tool: Tool, lines: Words) -> Outline:
    """The report on a comparison, in sentences of `command.toml`; `rejected` files are not in it."""
    title = lines.say("report.title")
    ideas = sorted(comparison.ideas, key=lambda one: one.rank)
    blocks = (
        Heading(1, title),
        *(Paragraph(text, quiet=True) for text in about_report(comparison, rejected, lines)),
        *(Paragraph(text) for text in comparison.opening),
        Heading(2, lines.say("report.overview")),
        overview(ideas, tool, lines),
        Paragraph(lines.say("report.consensus"), quiet=True),
        *(block for one in ideas for block in idea_blocks(one, tool, lines)),
        Heading(2, lines.say("report.people")),
        people(comparison, lines),
    )
    return Outline(title, tool.language, blocks)


def about_report(comparison: Comparison, rejected: int, lines: Words) -> Iterator[str]:
    """How many people and files the report is made from, and whether names are left out."""
    yield lines.count("report.shown", sum(person.shown for person in comparison.people))
    if any(person.anonymous for person in comparison.people):
        yield lines.say("report.unnamed")
    if rejected:
        yield lines.count("report.refused", rejected)


def overview(ideas: Sequence[IdeaViews], tool: Tool, lines: Words) -> Table:
    """Each idea, with how far people agree on its stage and rating."""
    rows = tuple(
        (tool.idea(one.id).short, agreement(one.stages, lines), agreement(one.ratings, lines))
        for one in ideas
    )
    columns = tuple(map(lines.say, ("report.idea", "report.stages", "report.ratings")))
    return Table(columns, rows, (3, 6, 6))


def agreement(found: Spread, lines: Words) -> str:
    """How far people agree in words, and on a second line as a figure where there is one."""
    if found["consensus"] is None:
        return found["agreement"]
    figure = lines.say("report.figure", figure=f"{found['consensus']:.2f}")
    return f"{found['agreement']}\n{figure}"


def idea_blocks(one: IdeaViews, tool: Tool, lines: Words) -> Iterator[Block]:
    """One idea: how many chose what, and what each person says."""
    yield Heading(2, tool.idea(one.id).title)
    yield Paragraph(one.sentence)
    if not one.points:
        return
    for scale in ("stages", "ratings"):
        yield Heading(3, lines.say(f"report.{scale}"))
        yield counts(one, scale, tool, lines)
    yield Heading(3, lines.say("report.all_views"))
    yield views(one.points, tool, lines)


def counts(one: IdeaViews, scale: str, tool: Tool, lines: Words) -> Table:
    """How many chose each stage (or rating): everybody, then group by group."""
    ids = tool.ids(scale)
    columns = (lines.say("report.group"), *map(tool.label, ids), lines.say("report.not_chosen"))
    everybody = count_row(lines.say("report.everybody"), getattr(one, scale)["count"], len(one.points))
    rows = [count_row(group.label, getattr(group, scale), group.n) for group in one.groups]
    return Table(columns, (everybody, *rows), (4, *(2 for _ in ids), 2))


def count_row(label: str, count: Mapping[str, int], people: int) -> tuple[str, ...]:
    """A row of numbers; the last is of those who have not chosen."""
    return (label, *map(str, count.values()), str(people - sum(count.values())))


def views(points: Collection[Point], tool: Tool, lines: Words) -> Table:
    """What each person says, made one at a time; stage and rating stand in one cell, each on a line."""
    rows = (
        (
            one.name,
            "\n".join(filter(None, (tool.label(one.stage), tool.label(one.rating)))),
            one.evidence,
            change_lines(one, "report", lines),
        )
        for one in points
    )
    keys = ("report.who", "report.stage_and_rating", "report.evidence", "report.changes")
    return Table(tuple(map(lines.say, keys)), rows, (2, 3, 6, 5))


def people(comparison: Comparison, lines: Words) -> Table:
    """Who is in the report, and the note on each."""
    rows = tuple((one.name, one.group_label, one.note) for one in comparison.people)
    columns = tuple(map(lines.say, ("report.who", "report.group", "report.note")))
    return Table(columns, rows, (3, 3, 6))
