"""The questionnaire of an edition, and its loader.

Ids are permanent, as saved documents hold them; labels and texts belong to an edition and may change.
"""

from importlib.resources import files

from attrs import evolve, frozen

from worksheet_py.questionnaire.content_loader import ToolError, in_order, read
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.vocabulary import (
    IDEAS,
    PERMANENT,
    STAGES,
    ChangeText,
    Choice,
    Focus,
    Labels,
    Rating,
    Stage,
    Welcome,
)
from worksheet_py.text.messages import Folder, WordsError, read_toml

__all__ = ["Tool", "ToolError", "default_content", "load_tool"]


@frozen
class Tool:
    """The whole questionnaire; `language` is a BCP 47 tag, `credit` names the authors beside the title."""

    title: str
    subtitle: str
    language: str
    year: int
    authors: tuple[str, ...]
    credit: str
    welcome: Welcome
    labels: Labels
    change: ChangeText
    stages: tuple[Stage, ...]
    ratings: tuple[Rating, ...]
    statuses: tuple[Choice, ...]
    focuses: tuple[Focus, ...]
    perspectives: tuple[Choice, ...]
    ideas: tuple[Idea, ...]

    def idea(self, id: str) -> Idea:
        """The idea with this id; raises KeyError if there is none."""
        return {idea.id: idea for idea in self.ideas}[id]

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids of `stages`, `ratings`, `statuses`, `focuses`, `perspectives` or `ideas`, in order."""
        return tuple(one.id for one in getattr(self, key))

    def label(self, id: str | None) -> str:
        """The label of a stage, rating, status, focus or perspective; empty for None and unknown ids."""
        choices = (*self.stages, *self.ratings, *self.statuses, *self.focuses, *self.perspectives)
        return next((one.label for one in reversed(choices) if one.id == id), "")


def default_content() -> Folder:
    """The content folder inside the package."""
    return files("worksheet_py").joinpath("content")


def load_tool(folder: Folder) -> Tool:
    """The questionnaire in a content folder.

    Raises:
        ToolError: All errors of the first file that has any: missing file, broken TOML (with line), unknown
            or missing key, empty text, or ids that are missing, repeated or out of order.
    """
    try:
        tables = read_toml(folder, "tool.toml")
        if tables.get("ideas") != list(IDEAS):
            raise ToolError(f"tool.toml: ideas must be {', '.join(IDEAS)}, in this order")
        ideas = tuple(load_idea(folder, id) for id in IDEAS)
        tool = read("tool.toml", {**tables, "ideas": []}, Tool)
    except WordsError as error:
        raise ToolError(str(error)) from error
    for key, wanted in PERMANENT.items():
        in_order("tool.toml", key, tool.ids(key), wanted)
    return evolve(tool, ideas=ideas)


def load_idea(folder: Folder, id: str) -> Idea:
    """The idea in `ideas/<id>.toml`; raises ToolError, or WordsError if the file cannot be read."""
    file = f"ideas/{id}.toml"
    idea = read(file, read_toml(folder, file), Idea)
    if idea.id != id:
        raise ToolError(f"{file}: id is '{idea.id}' but the file is named '{id}'")
    in_order(file, "stages", tuple(stage.id for stage in idea.stages), STAGES)
    for stage in idea.stages:
        if not stage.descriptors:
            raise ToolError(f"{file}: stage '{stage.id}' has no descriptors")
    points = [point.id for stage in idea.stages for point in stage.points]
    for point in sorted({id for id in points if points.count(id) > 1}):
        raise ToolError(f"{file}: the id '{point}' is used {points.count(point)} times")
    return idea
