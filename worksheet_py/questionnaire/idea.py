"""The words of one idea as frozen classes: its story, its stages, and what each looks and sounds like."""

from attrs import frozen


@frozen
class Descriptor:
    """One point that a stage looks like, with examples where it has any."""

    id: str
    text: str
    examples: tuple[str, ...] = ()


@frozen
class Quote:
    """One thing you might hear (without quotation marks)."""

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
        """All that can be recognised: the descriptors, then the quotes."""
        return (*self.descriptors, *self.quotes)


@frozen
class Story:
    """A person's story, in their own voice."""

    name: str
    title: str
    text: tuple[str, ...]


@frozen
class Idea:
    """One of the four ideas, with its stages in order."""

    id: str
    number: str
    title: str
    principle: str
    short: str
    alt: str
    about: tuple[str, ...]
    story: Story
    stages: tuple[IdeaStage, ...]

    def stage_of(self, point: str) -> str | None:
        """The id of the stage that a descriptor or quote belongs to; None for a point of another edition."""
        return next((stage.id for stage in self.stages if any(p.id == point for p in stage.points)), None)
