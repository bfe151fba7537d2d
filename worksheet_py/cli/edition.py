"""All texts that the command line needs."""

from attrs import frozen

from worksheet_py.dates.parser import WhenWords, load_when_words
from worksheet_py.questionnaire.tool import Tool, default_content, load_tool
from worksheet_py.text.messages import Words, load_words


@frozen
class Edition:
    """The questionnaire, the package's sentences and date words, and the command line's own sentences."""

    tool: Tool
    words: Words
    when_words: WhenWords
    lines: Words


def load_edition() -> Edition:
    """The edition in this package."""
    folder = default_content()
    return Edition(
        tool=load_tool(folder),
        words=load_words(folder, "responses"),
        when_words=load_when_words(folder),
        lines=load_words(folder, "command"),
    )
