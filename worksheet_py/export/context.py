"""What every writer of files is given."""

from datetime import date, datetime

from attrs import frozen

from worksheet_py.dates.parser import WhenWords
from worksheet_py.document.reflection import Reflection
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class Wanted:
    """A reflection to write down, the person's day and moment, and the words to write it with."""

    reflection: Reflection
    today: date
    now: datetime
    tool: Tool
    words: Words
    when_words: WhenWords

    @property
    def name(self) -> str:
        """What the reflection is called."""
        return self.reflection.name.strip() or self.words.say("export.unnamed")

    def label(self, id: str | None) -> str:
        """The label of a stage, rating and so on; words for nothing chosen where there is none."""
        return self.tool.label(id) or self.words.say("export.not_chosen")
