"""Short ways to make reflections for a test: give what matters, the rest is as the loader fills it in."""

from typing import Any

from worksheet_py import api
from worksheet_py.reflection import Reflection
from worksheet_py.saved import load

Plain = dict[str, Any]


def document(**parts: Any) -> Plain:
    """A plain document with these parts."""
    return {"type": "coproduction-reflection", "version": 1, **parts}


def reflection(**parts: Any) -> Reflection:
    """The reflection in such a document."""
    return load(document(**parts), api.tool(), api.words())


def about_assets(**answers: Any) -> Reflection:
    """A reflection with answers about one idea alone."""
    return reflection(ideas={"assets": answers})


def chosen(text: str = "Ask people", **action: Any) -> Plain:
    """Answers with one chosen change, and an action for it if any of its parts are given."""
    changes = [{"id": "c1", "text": text, "chosen": True}]
    return {"changes": changes, "actions": [{"id": "a1", "change": "c1", **action}] if action else []}
