"""Many people's views as a sheet: one row for each person and idea."""

from worksheet_py.comparison.compare import compare
from worksheet_py.comparison.contributions import Point
from worksheet_py.document.batch import take_in
from worksheet_py.export.xlsx_file import Sheet
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.batch_request import many
from worksheet_py.requests.fields import Payload
from worksheet_py.text.messages import Words

COLUMNS = (
    ("export.who", 20), ("export.group", 18), ("export.idea", 18), ("export.stage", 20),
    ("export.rating", 10), ("export.count_recognised", 12), ("export.evidence", 48), ("export.changes", 40),
)  # fmt: skip


def views_sheet(payload: Payload, tool: Tool, words: Words) -> Sheet:
    """The sheet of a comparison, whose payload is that of `compare`; names are as hidden as there."""
    asked = many(payload, tool)
    made = compare(take_in(asked.files, tool, words).given, asked.settings, asked.by, tool, words)
    labels = {person.key: person.group_label for person in made.people}
    rows = [
        (
            point.name, labels[point.key], tool.idea(idea.id).short, tool.label(point.stage),
            tool.label(point.rating), point.recognised, point.evidence, changes(point, words),
        )
        for idea in made.ideas
        for point in idea.points
    ]  # fmt: skip
    columns = tuple(words.say(key) for key, _ in COLUMNS)
    return Sheet(words.say("export.views"), columns, tuple(width for _, width in COLUMNS), rows)


def changes(point: Point, words: Words) -> str:
    """A person's ideas for change, one on a line; chosen ones say so."""
    return "\n".join(
        words.say("export.chosen", text=change.text) if change.chosen else change.text
        for change in point.changes
    )
