"""One idea as frozen classes: its story, its stages, and what each looks and sounds like.

The fields are the keys of `ideas/*.toml`.
"""

from attrs import frozen


@frozen
class Descriptor:
    """Something that shows a stage, perhaps with examples and a note that the edition adds."""

    id: str
    text: str
    examples: tuple[str, ...] = ()
    note: str = ""


@frozen
class Quote:
    """Something you might hear at a stage (without quotation marks)."""

    id: str
    text: str


@frozen
class IdeaStage:
    """What one stage looks and sounds like for one idea."""

    id: str
    descriptors: tuple[Descriptor, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def points(self) -> tuple[Descriptor | Quote, ...]:
        """All that people can tick as recognised: descriptors, then quotes."""
        return (*self.descriptors, *self.quotes)


@frozen
class Story:
    """A person's story, in their own voice."""

    name: str
    title: str
    text: tuple[str, ...]


@frozen
class Section:
    """More to read about an idea under a heading of its own, perhaps with a note that the edition adds."""

    id: str
    heading: str
    text: tuple[str, ...]
    note: str = ""


@frozen
class Idea:
    """One of the four ideas, with its stages in order; `between` and `after` stand around the story."""

    id: str
    number: str
    title: str
    principle: str
    short: str
    alt: str
    about: tuple[str, ...]
    story: Story
    stages: tuple[IdeaStage, ...]
    between: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()

    def stage_of(self, point: str) -> str | None:
        """The id of the stage of a descriptor or quote; None if this edition does not know it."""
        return next((stage.id for stage in self.stages if any(p.id == point for p in stage.points)), None)
