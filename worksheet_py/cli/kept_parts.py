"""What the command line keeps of each file: many whole ones may not fit into memory together."""

import hashlib
import json

from attrs import evolve

from worksheet_py import api
from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import IdeaAnswers, Reflection, Voice
from worksheet_py.document.serialization import dump
from worksheet_py.export.unsettled import with_unsettled


def identifying_part(file: LoadedFile) -> LoadedFile:
    """The file with the id of its reflection, and a digest that is the same where nothing differs."""
    whole = json.dumps(dump(file.reflection, api.tool()), sort_keys=True).encode()
    return evolve(
        file,
        reflection=Reflection(id=file.reflection.id, extra={"digest": hashlib.sha256(whole).digest()}),
    )


def shown_part(file: LoadedFile) -> LoadedFile:
    """The same, and all that a comparison shows."""
    part, whole = identifying_part(file).reflection, file.reflection
    ideas = with_unsettled(whole, api.words()).ideas
    return evolve(
        file,
        reflection=evolve(
            part,
            name=whole.name,
            focus=whole.focus,
            perspective=whole.perspective,
            changed=whole.changed,
            ideas={idea: shown_answers(answers) for idea, answers in ideas.items()},
        ),
    )


def shown_answers(answers: IdeaAnswers) -> IdeaAnswers:
    """Of the answers about one idea those that a comparison shows. Actions may say what a change is."""
    return IdeaAnswers(
        stage=answers.stage,
        rating=answers.rating,
        recognised=answers.recognised,
        evidence=answers.evidence,
        voices=tuple(Voice(id=voice.id, text=voice.text) for voice in answers.written_voices),
        changes=tuple(
            evolve(change, text=answers.words_for(change), source=None, extra={})
            for change in answers.written_changes
        ),
    )
