"""Keeps texts of people from changing the direction or the length of the sentences that quote them."""

import re

MAX_QUOTED_CHARS = 60
# Control characters that change the direction of text up to a closing one: embeddings, overrides, isolates.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATE_STARTS, ISOLATE_END, FIRST_STRONG_ISOLATE = "\u2066\u2067\u2068", "\u2069", "\u2068"
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def isolated(text: str) -> str:
    """The text with each line in an isolate if it has bidirectional controls, so that they end with it."""
    return "\n".join(map(isolated_line, text.split("\n"))) if BIDI_CONTROLS.search(text) else text


def isolated_line(line: str) -> str:
    """The line in an isolate. Isolates in it are closed, and surplus closing controls are dropped."""
    kept, open_now = [], 0
    for sign in line:
        open_now += (sign in ISOLATE_STARTS) - (sign == ISOLATE_END)
        if open_now < 0:
            open_now = 0
        else:
            kept.append(sign)
    return f"{FIRST_STRONG_ISOLATE}{''.join(kept)}{ISOLATE_END * open_now}{ISOLATE_END}"


def excerpt(text: str, longest: int = MAX_QUOTED_CHARS) -> str:
    """The beginning of a text on one line and without control characters, to quote in a sentence."""
    line = CONTROLS.sub(" ", text[:longest])
    return f"{line}…" if len(text) > longest else line
