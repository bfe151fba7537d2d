"""No typed word is nowhere: any documents through every answer, and each figure counted a second way."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from math import log2
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.factories import Plain
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.questionnaire.vocabulary import IDEAS, RATINGS, STAGES

TOOL = api.tool()
DATES = {"today": "2026-11-22", "now": "2026-11-22T10:00:00.000Z"}
PARTS = ("what", "who", "when", "how")


def typed(plain: Plain) -> Iterator[tuple[Plain, str]]:
    """Each text that somebody can have typed: what holds it, and its name there."""
    yield from ((plain, "name"), (plain["focus"], "about"), (plain["perspective"], "who"))
    yield from ((clash, "text") for clash in plain.get("clashes", ()))
    yield from ((action, part) for action in plain["actions"] for part in PARTS)
    for answers in (plain["ideas"][idea] for idea in IDEAS):
        yield answers, "evidence"
        yield from ((one, "text") for key in ("changes", "voices") for one in answers.get(key, ()))
        sources = [
            one["source"]
            for key in ("changes", "voices")
            for one in answers.get(key, ())
            if one.get("source")
        ]
        yield from ((source, "who") for source in sources)
        yield from ((action, part) for action in answers["actions"] for part in PARTS)
        if answers.get("earlier"):
            yield answers["earlier"], "evidence"


@st.composite
def worded(draw: st.DrawFn) -> Plain:
    """A document in which each text that is not blank is one word that stands nowhere else, or a day."""
    plain: Plain = json.loads(json.dumps(draw(documents())))
    for number, (owner, part) in enumerate(typed(plain)):
        is_day = part == "when" and owner[part].strip() in ("June", "30 June", "2027-06-30", "end of 2027")
        if owner[part].strip() and not is_day:
            owner[part] = f"w{number}x"
    return plain


def word_of(*texts: str) -> set[str]:
    """Those of the texts that are words of ours."""
    return {text for text in texts if text.startswith("w") and text.endswith("x")}


def ask(action: str, **payload: Any) -> Any:
    """The result of a request."""
    made = json.loads(api.handle(json.dumps({"action": action, "payload": payload | DATES})))
    assert "result" in made, made
    return made["result"]


def missing(words: set[str], made: Any) -> set[str]:
    """The words that are not in an answer."""
    said = json.dumps(made, ensure_ascii=False).split("application/json")[0]
    return {word for word in words if word not in said}


def written(answers: Plain, change: Plain) -> bool:
    """Whether a change says something, itself or by an action."""
    texts = [
        change["text"],
        *(a[part] for a in answers["actions"] if a["change"] == change["id"] for part in PARTS),
    ]
    return any(text.strip() for text in texts)


def planned(plain: Plain) -> list[Plain]:
    """The actions of the plan, found in another way than the package's: asking each one."""
    found = []
    for answers in (plain["ideas"][idea] for idea in IDEAS):
        changes = {change["id"]: change for change in answers["changes"]}
        for action in answers["actions"]:
            change = changes.get(action["change"])
            says = any(action[part].strip() for part in PARTS)
            if change["chosen"] and written(answers, change) if change else says:
                what = action["what"] if action["what"].strip() or not change else change["text"]
                found.append({**action, "what": what})
        taken = {action["change"] for action in answers["actions"]}
        found += [
            {"what": change["text"], "who": "", "when": "", "how": "", "status": "to-do"}
            for change in answers["changes"]
            if change["chosen"] and change["text"].strip() and change["id"] not in taken
        ]
    return found + [action for action in plain["actions"] if any(action[part].strip() for part in PARTS)]


@given(worded())
def test_each_word_is_in_every_file_of_the_whole(plain: Plain) -> None:
    """The page to keep, the text to send and what Word is made of; and the page brings the document back."""
    words = {word for owner, part in typed(plain) for word in word_of(owner[part])}
    for answers in (plain["ideas"][idea] for idea in IDEAS):
        for one in (*answers["changes"], *answers.get("voices", ())):  # whose a point was that says nothing
            says = written(answers, one) if "chosen" in one else one["text"].strip()
            if one.get("source") and not says:
                words.discard(one["source"]["who"])
    for form in ("html", "text", "outline"):
        assert missing(words, ask("export", reflection=plain, format=form, what="reflection")) == set(), form
    page = ask("export", reflection=plain, format="html", what="reflection")["text"]
    assert ask("check", text=page)["document"] == plain
    assert ask("check", text=json.dumps(plain))["document"] == plain


@given(worded())
def test_the_plan_is_that_of_a_second_count(plain: Plain) -> None:
    """The same actions, days, words and numbers in the plan, its files, the summary and what goes on."""
    rows = planned(plain)
    plan = ask("review", reflection=plain)["plan"]["actions"]
    assert Counter((row["what"], *(row[part] for part in PARTS[1:])) for row in rows) == Counter(
        (row["what"], *(row[part] for part in PARTS[1:])) for row in plan
    )
    words = {word for row in rows for word in word_of(*(row[part] for part in PARTS))}
    for form in ("text", "outline", "csv"):
        assert missing(words, ask("export", reflection=plain, format=form, what="plan")) == set(), form
    dated = [row for row in plan if row["by"] and row["status"] != "done"]
    table = ask("export", reflection=plain, format="dates", what="plan")["text"]
    assert len(table.splitlines()) == len(dated) + 1
    files = [table]
    if find_spec("icalendar"):  # not inside a browser's Python, unless it was asked for
        calendar = ask("export", reflection=plain, format="ics", what="plan")
        events = sum(bool(row["by"]) for row in plan)  # one that is done is there as cancelled
        assert (calendar["count"], calendar["text"].count("BEGIN:VEVENT")) == (len(dated), events)
        files.append(calendar["text"].replace("\r\n ", ""))
    for row in dated:
        words = word_of(row["what"], row["who"], row["how"])
        assert [missing(words, file) for file in files] == [set()] * len(files)
    assert ask("check", text=json.dumps(plain))["summary"]["actions"] == len(rows)
    said = ask("next_round", reflection=plain, id="next", name="Next")["said"]
    done = sum(row["status"] == "done" for row in rows)
    assert (said["done"], said["carried"]) == (done, len(rows) - done)


@given(worded())
def test_the_next_round_and_the_look_back_lose_no_word(plain: Plain) -> None:
    """What is asked anew is in what was said last time; all else goes on. The old round still shows it."""
    made = ask("next_round", reflection=plain, id="next", name="w0x")["reflection"]
    words = {word for owner, part in typed(plain) for word in word_of(owner[part])} - word_of(plain["name"])
    for idea in IDEAS:
        answers = plain["ideas"][idea]
        if answers.get("earlier"):
            # In the round before, unless nobody has answered since.
            words.discard(answers["earlier"]["evidence"])
        for voice in answers.get("voices", ()):  # whose a point was that says nothing
            if not voice["text"].strip():
                words.discard(voice["source"]["who"])
    assert missing(words, made) == set()
    files = [{"key": "old", "reflection": {**plain, "id": "old", "series": "s", "round": 1}}]
    files += [{"key": "new", "reflection": {**made, "id": "new", "series": "s", "round": 2}}]
    (series,) = ask("rounds", files=files)["series"]
    assert [one["key"] for one in series["rounds"]] == ["old", "new"]
    evidence = {word for idea in IDEAS for word in word_of(plain["ideas"][idea]["evidence"])}
    assert missing(evidence, series["rounds"][0]) == set()
    assert [len(one["planned"]) for one in series["rounds"]] == [len(planned(plain)), len(planned(made))]
    stages = [tuple(plain["ideas"][idea]["stage"] for idea in IDEAS), (None,) * len(IDEAS)]
    assert [tuple(idea["stages"][place] for idea in series["ideas"]) for place in (0, 1)] == stages


@given(worded())
def test_the_summary_is_that_of_a_second_count(plain: Plain) -> None:
    """Each number of each idea, and the words of its evidence."""
    summary = ask("check", text=json.dumps(plain))["summary"]["ideas"]
    views = ask("compare", files=[{"key": "k", "reflection": plain}])["ideas"]
    for facts, view, idea in zip(summary, views, TOOL.ideas, strict=True):
        answers = plain["ideas"][idea.id]
        says = [change for change in answers["changes"] if written(answers, change)]
        evidence = " ".join([answers["evidence"], *(voice["text"] for voice in answers.get("voices", ()))])
        points = {point.id for stage in idea.stages for point in stage.points}
        assert (facts["changes"], facts["chosen"]) == (len(says), sum(change["chosen"] for change in says))
        assert facts["evidence_words"] == len(evidence.split())
        assert view["points"][0]["recognised"] == len(points & set(answers["recognised"]))
        assert (facts["stage"], facts["rating"]) == (answers["stage"], answers["rating"])


def agreement(places: list[int], steps: int) -> float | None:
    """Tastle and Wierman's consensus, person by person."""
    if len(places) < 2:
        return None
    middle = sum(places) / len(places)
    return 1 + sum(log2(1 - abs(place - middle) / (steps - 1)) for place in places) / len(places)


@given(st.lists(worded(), min_size=1, max_size=6), st.sampled_from([None, "staff", "people"]))
def test_the_comparison_is_that_of_a_second_count(plains: list[Plain], by: str | None) -> None:
    """How many chose what, how far they agree, and each word of those who are shown."""
    files = [{"key": f"k{n}", "reflection": {**plain, "id": f"r{n}"}} for n, plain in enumerate(plains)]
    made = ask("compare", files=files, by=by)
    shown = [plain for plain in plains if by in (None, plain["perspective"]["group"])]
    for views in made["ideas"]:
        answers = [plain["ideas"][views["id"]] for plain in shown]
        for scale, ids, part in (("stages", STAGES, "stage"), ("ratings", RATINGS, "rating")):
            chosen = [one[part] for one in answers]
            spread = views[scale]
            assert spread["count"] == {id: chosen.count(id) for id in ids}
            assert spread["none"] == chosen.count(None)
            wanted = agreement([ids.index(id) for id in chosen if id], len(ids))
            assert (spread["consensus"] is None) == (wanted is None)
            assert wanted is None or abs(spread["consensus"] - wanted) < 1e-6
        for one, point in zip(answers, views["points"], strict=True):
            texts = [one["evidence"], *(voice["text"] for voice in one.get("voices", ()))]
            texts += [change["text"] for change in one["changes"]]
            assert missing(word_of(*texts), point) == set()
            assert len(point["changes"]) == sum(written(one, change) for change in one["changes"])
    table = ask("export", files=files, by=by, format="csv", what="perspectives", settings={})
    words = {word for plain in shown for idea in IDEAS for word in word_of(plain["ideas"][idea]["evidence"])}
    assert missing(words, table) == set()
