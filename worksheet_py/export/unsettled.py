"""What was written in one place at one time, until somebody chooses: every file tells all of it."""

from collections.abc import Callable, Iterator

from attrs import evolve

from worksheet_py.document.reflection import IdeaAnswers, Reflection
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.questionnaire.vocabulary import IDEAS
from worksheet_py.text.messages import Words

type Adds = Callable[[str, str], str]


def adds_unsettled(reflection: Reflection, words: Words) -> Adds:
    """A function of a text and the path of its place that adds what else was written there, and says so."""
    others: dict[str, list[str]] = {}
    for clash in reflection.clashes:
        if clash.text.strip():
            marked = {"place": words.say("export.unsettled"), "text": clash.text}
            others.setdefault(clash.path, []).append(words.say("export.unsettled_in", **marked))
    return lambda text, path: "\n".join([*([text] if text else []), *others.get(path, [])])


def with_unsettled(reflection: Reflection, words: Words) -> Reflection:
    """A reflection to put beside others, in which evidence and changes say what is still to be decided."""
    add = adds_unsettled(reflection, words)

    def added(idea: str, answers: IdeaAnswers) -> IdeaAnswers:
        at = f"ideas.{idea}"
        return evolve(
            answers,
            evidence=add(answers.evidence, f"{at}.evidence"),
            voices=tuple(
                evolve(one, text=add(one.text, f"{at}.voices.{one.id}.text")) for one in answers.voices
            ),
            changes=tuple(
                evolve(one, text=add(answers.words_for(one), f"{at}.changes.{one.id}.text"))
                for one in answers.changes
            ),
        )

    return evolve(
        reflection, ideas={idea: added(idea, answers) for idea, answers in reflection.ideas.items()}
    )


def unsettled_texts(reflection: Reflection, tool: Tool, words: Words, part: str = "") -> Iterator[str]:
    """What is still to be decided, each text with its idea; `part` is the list that its place must be in."""
    for clash in reflection.clashes:
        names = clash.path.split(".")
        # actions.ID.what, or ideas.IDEA.actions.ID.what; an id may be called like a part.
        if not clash.text.strip() or (part and part not in (*names[:1], *names[2:3])):
            continue
        idea = names[1] if names[0] == "ideas" and len(names) > 1 and names[1] in IDEAS else ""
        said = {"place": tool.idea(idea).short if idea else "", "text": clash.text}
        yield words.say("export.unsettled_in", **said) if idea else clash.text
