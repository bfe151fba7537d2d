"""Texts of people inside sentences of ours: they cannot turn the line around, or fill the page."""

import re

LONGEST = 60
# Marks that turn the direction of letters until another mark ends them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
OPENS, ENDS, BEGINS_OWN = "\u2066\u2067\u2068", "\u2069", "\u2068"
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def isolated(text: str) -> str:
    """The text, so that whatever it does to the direction of letters ends where it ends."""
    return "\n".join(map(closed, text.split("\n"))) if TURNING.search(text) else text


def closed(line: str) -> str:
    """A line in a space of its own: what it opens is closed, what it did not open it cannot close."""
    kept, open_now = [], 0
    for sign in line:
        open_now += (sign in OPENS) - (sign == ENDS)
        if open_now < 0:
            open_now = 0
        else:
            kept.append(sign)
    return f"{BEGINS_OWN}{''.join(kept)}{ENDS * open_now}{ENDS}"


def shown(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text that may be anything, on one line, to quote in a sentence."""
    line = UNSEEN.sub(" ", text[:longest])
    return f"{line}…" if len(text) > longest else line
