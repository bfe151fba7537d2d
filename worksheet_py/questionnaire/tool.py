"""The tool's own words as frozen classes, and their loader.

Ids are permanent words that saved documents hold; labels and texts belong to an edition and may change.
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
    Focus,
    Labels,
    Perspective,
    Rating,
    Stage,
    Status,
    Welcome,
)
from worksheet_py.text.messages import Folder, WordsError, read_toml

__all__ = ["Tool", "ToolError", "default_content", "load_tool"]


@frozen
class Tool:
    """Everything the tool says, in order. `language` is a BCP 47 tag."""

    title: str
    subtitle: str
    language: str
    year: int
    authors: tuple[str, ...]
    welcome: Welcome
    labels: Labels
    change: ChangeText
    stages: tuple[Stage, ...]
    ratings: tuple[Rating, ...]
    statuses: tuple[Status, ...]
    focuses: tuple[Focus, ...]
    perspectives: tuple[Perspective, ...]
    ideas: tuple[Idea, ...]

    def idea(self, id: str) -> Idea:
        """The idea with this id; raises KeyError if there is none."""
        return {idea.id: idea for idea in self.ideas}[id]

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids of `stages`, `ratings`, `statuses`, `focuses`, `perspectives` or `ideas`, in order."""
        return tuple(one.id for one in getattr(self, key))

    def label(self, id: str | None) -> str:
        """The label of a stage, rating, status, focus or perspective; empty for None."""
        labels: dict[str | None, str] = {}
        for named in (self.stages, self.ratings, self.statuses, self.focuses, self.perspectives):
            labels |= {one.id: one.label for one in named}
        return labels.get(id, "")


def default_content() -> Folder:
    """The content folder that travels inside the package."""
    return files("worksheet_py").joinpath("content")


def load_tool(folder: Folder) -> Tool:
    """The tool of an edition, read from its content folder.

    Raises ToolError with every fault of the first file that has any: missing file, broken TOML (with line),
    unknown or missing key, empty text, ids that are missing, repeated or out of order.
    """
    try:
        frame = read_toml(folder, "tool.toml")
        if frame.get("ideas") != list(IDEAS):
            raise ToolError(f"tool.toml: ideas must be {', '.join(IDEAS)}, in this order")
        ideas = tuple(load_idea(folder, id) for id in IDEAS)
        tool = read("tool.toml", {**frame, "ideas": []}, Tool)
    except WordsError as error:
        raise ToolError(str(error)) from error
    for key, wanted in PERMANENT.items():
        in_order("tool.toml", key, tool.ids(key), wanted)
    return evolve(tool, ideas=ideas)


def load_idea(folder: Folder, id: str) -> Idea:
    """One idea from `ideas/<id>.toml`; raises ToolError, or WordsError if the file cannot be read at all."""
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
