"""Stress in content: words between ** and **. Only HTML shows it; everywhere else the text is plain."""

MARK = "**"
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """The text with all that could be markup escaped, for elements and for quoted attributes."""
    return text.translate(MARKUP)


class Stressed(str):
    """A text of an edition. As a string it has no marks; templates ask `__html__` and get `<strong>`."""

    __slots__ = ("parts",)
    parts: list[str]

    def __new__(cls, written: str) -> "Stressed":
        """Take the marks out; raises ValueError if one has no other."""
        parts = written.split(MARK)
        if len(parts) % 2 == 0:
            raise ValueError(written)
        made = super().__new__(cls, "".join(parts))
        made.parts = parts
        return made

    def __html__(self) -> str:
        """The text for HTML, escaped, with what is stressed as `<strong>`."""
        return "".join(
            f"<strong>{escape(part)}</strong>" if number % 2 else escape(part)
            for number, part in enumerate(self.parts)
        )
