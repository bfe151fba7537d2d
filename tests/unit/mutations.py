"""Real saved files with damage that knows their shape: in the document, in its text, in the page round it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from worksheet_py.export.html_file import data_element
from worksheet_py.questionnaire.vocabulary import FOCUSES, IDEAS, PERSPECTIVES, RATINGS, STAGES, STATUSES

from .payloads import PAYLOADS, laden
from .strategies import inner_places, json_values

SAVED = Path(__file__).parents[1] / "saved"
REAL = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SAVED.glob("*.json"))]
KEYS = [
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "id",
    "type",
    "version",
    "text",
    "extra",
    "",
]
WORDS = [*STAGES, *RATINGS, *STATUSES, *FOCUSES, *PERSPECTIVES, *IDEAS, "coproduction-reflection"]
DAYS = [
    "2027-02-30", "2028-02-29", "2027-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "0001-01-01",
    "9999-12-31", "2027-6-1", "2027-13-01", "20270601", "2027-06-01 ", "2026-11-22T10:00:00.000Z",
    "2026-11-22T24:00:00Z", "2026-11-22T23:59:60Z", "2026-02-30T10:00Z", "2026-11-22T10:00+24:00",
    "2026-11-22T10:00+23:59", "2026-11-22T10:00:00.1", "2026-11-22T10", "2026-11-22t10:00z",
    "2026-11-22T10:00:00.123456789123Z", "2026-11-22T10:00:00,5Z", "٢٠٢٦-11-22", "2026-W01-1",
]  # fmt: skip
NUMBERS = [
    0,
    1,
    -1,
    2,
    10_000,
    10_001,
    2**53 - 1,
    2**53,
    -(2**53),
    2**70,
    0.5,
    1e15,
    1e22,
    1e300,
    True,
    False,
]
PIECES = [
    "NaN", "Infinity", "-Infinity", "1e999", "-0", "00", "0x1", "9" * 400, "1.", ".1", "null", "true", "{}",
    '"', "\\", '\\u0000', "\\ud800", "\\x", "\x00", "\x1f", "\ufeff", "\u2028", ",", ",,", ":", "[", "]", "{",
    "//", "/*", "*/", "'", "\n", '"__proto__":{"a":1},', '"type":"x",', '"id":"a1",', "<", "<!--",
    "<script>", '<script type="application/json" id="coproduction-reflection">', "</script", " id=x",
    "]]>", "<![CDATA[", "<template>", "<textarea>", "</textarea>", "<plaintext>", "<SCRIPT ", "\x0c", "}",
    "</script>", "[]", "-->", "&quot;",
]  # fmt: skip


@cache
def values() -> st.SearchStrategy[Any]:
    """What may be put in the place of something."""
    several: list[Any] = [*WORDS, *DAYS, *PAYLOADS.values(), *NUMBERS, *KEYS, [], {}, None, [[]], [{}]]
    odd: st.SearchStrategy[Any] = st.sampled_from(several)
    return odd | json_values() | st.sampled_from(list(PAYLOADS.values())).map(lambda text: {"id": text[:50]})


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A real document with up to four places replaced, taken out, doubled, named anew or added to."""
    document: Any = json.loads(json.dumps(draw(st.sampled_from([*REAL, laden("plain")]))))
    for _ in range(draw(st.integers(0, 4))):
        places = list(inner_places(document))
        if not places:
            break
        owner, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.integers(0, 5)):
            case 0 | 1:
                owner[key] = draw(values())
            case 2:
                del owner[key]
            case 3 if isinstance(owner, list):
                owner.append(owner[key])
            case 4 if isinstance(owner, dict):
                owner[draw(st.sampled_from(KEYS))] = owner.pop(key)
            case _:
                if isinstance(owner, dict):
                    owner[draw(st.sampled_from(KEYS))] = draw(values())
                else:
                    owner.insert(key, draw(values()))
    return document


def page_of(document: Any) -> str:
    """A saved copy, as short as one can be."""
    made = data_element(document)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1>{made}</body></html>\n'
    )


def unescaped(document: Any) -> str:
    """A document as an editor might have saved it."""
    return json.dumps(document, ensure_ascii=False, indent=1)


@st.composite
def files(draw: st.DrawFn) -> str:
    """The text of a file: a mutated document, bare or in a page, mostly with pieces put in or cut out."""
    document = draw(mutated())
    text: str = draw(st.sampled_from([json.dumps(document), unescaped(document), page_of(document)]))
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from([0, 0, 1, 2, 5, 50, 1000])))
        match draw(st.integers(0, 3)):
            case 0 | 1:
                text = text[:begin] + draw(st.sampled_from(PIECES)) + text[end:]
            case 2:
                text = text[:end] + text[begin:end] + text[end:]
            case _:
                text = text[:begin] + text[end:]
    return text
