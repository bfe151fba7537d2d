import shutil
from pathlib import Path

import pytest

from worksheet_py.questionnaire.tool import Tool, ToolError, default_content, load_tool
from worksheet_py.questionnaire.vocabulary import IDEAS, STAGES

CONTENT = Path(str(default_content()))
# The source's points, counted: descriptors of the four stages, then quotes of the first and of the last.
COUNTS = {
    "assets": ((3, 2, 3, 3), (4, 3)),
    "work": ((3, 2, 1, 2), (3, 3)),
    "reciprocity": ((3, 3, 2, 3), (4, 4)),
    "networks": ((3, 4, 4, 4), (4, 2)),
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the content that a test may damage."""
    for name in ("tool.toml", *(f"ideas/{idea}.toml" for idea in IDEAS)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def change(file: Path, before: str, after: str) -> None:
    """Put other words in the place of the first such words of a file."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize("idea", IDEAS)
def test_every_point_of_the_source_is_there(tool: Tool, idea: str) -> None:
    """No point of the 2011 tool is lost or merged away, and none is added."""
    stages = tool.idea(idea).stages
    descriptors = tuple(len(stage.descriptors) for stage in stages)
    quotes = tuple(len(stage.quotes) for stage in stages)
    assert (descriptors, quotes[:1] + quotes[-1:], quotes[1:-1]) == (*COUNTS[idea], (0, 0))


def test_the_tool_is_in_order(tool: Tool) -> None:
    """Ideas and stages come in the order of the tool, and a point knows its stage."""
    assert tool.ids("ideas") == IDEAS
    assert all(tuple(stage.id for stage in idea.stages) == STAGES for idea in tool.ideas)
    assert tool.idea("assets").stage_of("too-vulnerable") == "not-yet"
    assert tool.idea("assets").stage_of("of-another-edition") is None
    assert (tool.label("amber"), tool.label(None)) == ("AMBER", "")


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        ("tool.toml", '["assets", "work"', '["work", "assets"', "tool.toml: ideas must be assets, work"),
        ("tool.toml", "lead = ", "leed = ", "welcome.lead is missing\ntool.toml: welcome.leed is not"),
        ("tool.toml", "year = 2011", 'year = "2011"', "tool.toml: year must be a whole number"),
        ("tool.toml", 'label = "RED"', 'label = " "', "tool.toml: ratings[0].label is empty"),
        ("tool.toml", 'id = "red"', 'id = "rot"', "tool.toml: ratings lacks 'red'"),
        ("tool.toml", 'id = "red"', 'id = "green"', "tool.toml: ratings has an id twice"),
        ("tool.toml", 'id = "doing"', 'id = "done"', "tool.toml: statuses has an id twice"),
        ("tool.toml", "[welcome]", "[welcome", "tool.toml: "),
        ("ideas/work.toml", 'id = "work"', 'id = "labour"', "id is 'labour' but the file is named 'work'"),
        ("ideas/assets.toml", "alt = ", "alternative = ", "ideas/assets.toml: alt is missing"),
        ("ideas/assets.toml", "**our customers**", "**our customers", "text has a ** without its other"),
        ("ideas/assets.toml", 'name = "Kathy"', "name = 35", "ideas/assets.toml: story.name must be text"),
        ("ideas/assets.toml", 'id = "basics"', 'id = "not-yet"', "ideas/assets.toml: stages has an id twice"),
        ("ideas/assets.toml", 'id = "know-a-bit"', 'id = "some-say"', "the id 'some-say' is used 2 times"),
    ],
)  # fmt: skip
def test_a_fault_in_the_content_is_named(
    edition: Path, name: str, before: str, after: str, message: str
) -> None:
    """Whoever writes content is told the file and the key."""
    change(edition / name, before, after)
    with pytest.raises(ToolError) as caught:
        load_tool(edition)
    assert message in str(caught.value)


def test_a_stage_without_descriptors(edition: Path) -> None:
    """A stage that looks like nothing cannot be chosen by anybody."""
    file = edition / "ideas" / "work.toml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index('id = "getting-there"'), text.rindex("[[stages]]")
    file.write_text(f'{text[:start]}id = "getting-there"\n{text[end:]}', encoding="utf-8")
    with pytest.raises(ToolError, match=r"^ideas/work\.toml: stage 'getting-there' has no descriptors$"):
        load_tool(edition)


def test_stages_in_the_wrong_order(edition: Path) -> None:
    """Stages are steps: another order is another tool."""
    for before, after in (("basics", "x"), ("getting-there", "basics"), ("x", "getting-there")):
        change(edition / "ideas" / "assets.toml", f'id = "{before}"', f'id = "{after}"')
    with pytest.raises(ToolError, match=r"ideas/assets\.toml: stages is in the wrong order"):
        load_tool(edition)


def test_a_missing_file_is_named(edition: Path) -> None:
    """An edition without one of its files says which."""
    (edition / "ideas" / "networks.toml").unlink()
    with pytest.raises(ToolError, match=r"^ideas/networks\.toml: missing file$"):
        load_tool(edition)
