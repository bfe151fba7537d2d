"""Stress in content: plain as a string, strong in HTML."""

import pytest

from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.stress import Stressed


def test_stress_is_plain_as_a_string_and_strong_in_html() -> None:
    """The marks are nowhere; what is between them is strong, and all of it is escaped."""
    text = Stressed("That’s **our <job>** & **theirs**.")
    assert f"{text}" == text == "That’s our <job> & theirs."
    assert text.__html__() == "That’s <strong>our &lt;job&gt;</strong> &amp; <strong>theirs</strong>."


def test_a_mark_without_its_other_is_refused() -> None:
    """Half a stress is a slip of the content's author."""
    with pytest.raises(ValueError, match="half"):
        Stressed("half **a stress")


def test_the_tool_says_no_mark(tool: Tool) -> None:
    """Python, and so exports and pages' data, know the words alone; the stress of 2011 is there."""
    points = [point for idea in tool.ideas for stage in idea.stages for point in stage.points]
    assert "*" not in f"{tool!r}".replace("*args", "")
    stressed = {
        part for point in points if isinstance(point.text, Stressed) for part in point.text.parts[1::2]
    }
    assert stressed == {
        "our customers", "our specialism", "some", "clear boundaries", "placed in our service", "our job",
        "record", "time bank", "work recognised",
    }  # fmt: skip
