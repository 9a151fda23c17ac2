"""JSON that a person may look at in a terminal: nothing in it is obeyed, all of it comes back."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    r"""Return `value` as JSON, each unprintable character as an escape.

    A file name that is no UTF-8 keeps its bytes, as Python has them: `\udcff`.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    return "".join(shown) + "\n"
