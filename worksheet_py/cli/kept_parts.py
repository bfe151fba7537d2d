"""What the command line keeps of each file: many whole ones may not fit into memory together."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import IO

from attrs import evolve, frozen

from worksheet_py import api
from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import Change, IdeaAnswers, Reflection, Voice
from worksheet_py.document.serialization import dump
from worksheet_py.export.unsettled import with_unsettled


def identifying_part(file: LoadedFile) -> LoadedFile:
    """The file with the id of its reflection, and a digest that is the same where nothing differs."""
    whole = json.dumps(dump(file.reflection, api.tool()), sort_keys=True).encode()
    digest = hashlib.sha256(whole).digest()
    return evolve(file, reflection=Reflection(id=file.reflection.id), digest=digest)


class NoRoom(Exception):
    """There is no room to set answers aside; the text is the system's reason."""


def shown_part(file: LoadedFile, place: IO[bytes]) -> LoadedFile:
    """The part of a file that a comparison shows; its answers are set aside at the end of `place`.

    Raises:
        NoRoom: They could not be written there.
    """
    part, whole = identifying_part(file), file.reflection
    ideas = with_unsettled(whole, api.words()).ideas
    try:
        kept = {idea: set_aside(answers, place) for idea, answers in ideas.items()}
        place.flush()  # some disks say only then that they are full
    except OSError as error:
        raise NoRoom(error.strerror or str(error)) from error
    return evolve(
        part,
        reflection=evolve(
            part.reflection,
            name=whole.name,
            focus=evolve(whole.focus, extra={}),
            perspective=evolve(whole.perspective, extra={}),
            changed=whole.changed,
            ideas=KeptIdeas(place, kept),
        ),
    )


def set_aside(answers: IdeaAnswers, place: IO[bytes]) -> "Kept":
    """Write down those of the answers about one idea that a comparison shows; says where they are."""
    said = (
        answers.stage,
        answers.rating,
        answers.recognised,
        answers.evidence,
        [(voice.id, voice.text) for voice in answers.written_voices],
        # Actions may say what a change is.
        [(one.id, answers.words_for(one), one.chosen) for one in answers.written_changes],
    )
    return Kept(place.tell(), place.write(json.dumps(said).encode()))


@frozen
class Kept:
    """Where answers are in a file, and how long."""

    start: int
    size: int


@frozen
class KeptIdeas(Mapping[str, IdeaAnswers]):
    """The answers about each idea, read whenever they are asked for."""

    place: IO[bytes]
    kept: Mapping[str, Kept]

    def __getitem__(self, idea: str) -> IdeaAnswers:
        """The answers about one idea; raises OSError if they cannot be read."""
        found = self.kept[idea]
        self.place.seek(found.start)
        stage, rating, recognised, evidence, voices, changes = json.loads(self.place.read(found.size))
        return IdeaAnswers(
            stage=stage,
            rating=rating,
            recognised=tuple(recognised),
            evidence=evidence,
            voices=tuple(Voice(id=id, text=text) for id, text in voices),
            changes=tuple(Change(id=id, text=text, chosen=chosen) for id, text, chosen in changes),
        )

    def __iter__(self) -> Iterator[str]:
        """The ids of the ideas."""
        return iter(self.kept)

    def __len__(self) -> int:
        """How many ideas there are."""
        return len(self.kept)
