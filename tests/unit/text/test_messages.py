from pathlib import Path

import pytest

from worksheet_py.text.messages import Words, WordsError, load_words, placeholders, read_toml


def written(folder: Path, text: str) -> Path:
    (folder / "responses.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_sentence_is_filled_in(tmp_path: Path) -> None:
    """A sentence comes from its dotted key, with what people wrote put in as it is, braces and all."""
    words = load_words(
        written(tmp_path, '[plan]\nnobody_named = "Nobody is named for “{what}”."'), "responses"
    )
    assert words.say("plan.nobody_named", what="{odd} <b>") == "Nobody is named for “{odd} <b>”."


def test_forms_for_one_and_for_several(tmp_path: Path) -> None:
    """One thing and several things are said with different sentences."""
    words = load_words(written(tmp_path, 'n_one = "one action"\nn_other = "{n} actions"'), "responses")
    assert [words.count("n", number) for number in (0, 1, 2)] == ["0 actions", "one action", "2 actions"]


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("[plan]", "plan.nobody_named", "responses.toml: missing 'plan.nobody_named'"),
        ('plan = "x"', "plan.nobody_named", "responses.toml: missing 'plan.nobody_named'"),
        ('[plan]\nx = "{what}"', "plan", "responses.toml: missing 'plan'"),
        ('x = "{what}"', "x", "responses.toml: 'x' asks for {what}, which is not given"),
        ('x = ["a"]', "x", "responses.toml: 'x' is a list, not a sentence"),
    ],
)
def test_what_cannot_be_said_names_file_and_key(tmp_path: Path, text: str, key: str, message: str) -> None:
    """A missing sentence, or one that cannot be filled in, is an error that names file and key."""
    words = load_words(written(tmp_path, text), "responses")
    with pytest.raises(WordsError) as caught:
        words.say(key)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[a]\nb = "  "', "responses.toml: 'a.b' is empty"),
        ("[a]\nb = 3", "responses.toml: 'a.b' must be text"),
        ("[a]\nb = [3]", "responses.toml: 'a.b' holds more than texts"),
        ('[a]\nb = "{"', "responses.toml: 'a.b' cannot be filled in"),
        ('[a]\nb = "{0.__class__}"', "responses.toml: 'a.b' cannot be filled in"),
        ('a = "x"\nb = \n', "line 2"),
    ],
)
def test_broken_words_do_not_load(tmp_path: Path, text: str, message: str) -> None:
    """Words that nobody could say are found when they are loaded, not when they are needed."""
    with pytest.raises(WordsError, match=message.replace(".", r"\.")):
        load_words(written(tmp_path, text), "responses")


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    """A missing file, and one in another encoding, are named."""
    with pytest.raises(WordsError, match=r"ideas/work\.toml: missing file"):
        read_toml(tmp_path, "ideas/work.toml")
    (tmp_path / "responses.toml").write_bytes(b'x = "\xe9"')
    with pytest.raises(WordsError, match=r"responses\.toml: not written in UTF-8"):
        load_words(tmp_path, "responses")


def test_two_editions_can_be_compared() -> None:
    """The dotted keys of all leaves are there as a set."""
    words = Words("x.toml", {"a": {"b": {"c": "1"}, "d": ["2"]}, "e": "3"})
    assert words.keys() == {"a.b.c", "a.d", "e"}
    assert placeholders("{what} by {when}, {{not this}}") == {"what", "when"}
