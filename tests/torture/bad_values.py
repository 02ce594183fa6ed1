"""Values that people, models and scripts pass by mistake, from each parameter's own definition."""

from __future__ import annotations

import math

TEXTS = {
    "empty": "",
    "blank": " \t\n",
    "braces": "{x} {0} %s {",
    "markup": "<script>alert('æøå')</script>",
    "separators": ";;==|,,=;",
    "impossible_day": "2024-02-31",
    "far_day": "9999-12-31",
    "signs": "\u202e👮\ufffd",
    "long": "North=1;" * 5000,
    "negative": "-1=-1;a=0",
    "path": "../../../etc/passwd",
    "unclosed": '(("a',
    "wrong_type": 7,
    "no_such_field": '"no such field" > 1',
}
_EVERY = object()
OTHERS = {
    "field": {
        "no_such_field": "no such field",
        "empty": "",
        "braces": "{x}",
        "two": ["a", "b"],
        "every_field": _EVERY,
    },
    "enum": {"unknown": "nonsense", "number": 99, "empty": ""},
    "datetime": {
        "soon": "soon",
        "far": "9999-12-31",
        "early": "0001-01-01",
        "empty": "",
        "number": 5,
        "reversed": "2031-01-01",
    },
    "boolean": {"word": "maybe"},
}


def bad_values(definition):
    """Return named bad values for one parameter; empty for layers and outputs, which have corpora of their own."""
    kind = definition.type()
    if kind == "number":
        return _numbers(definition)
    if kind in ("string", "expression"):
        return TEXTS
    return OTHERS.get(kind, {})


def _numbers(definition):
    low, high = definition.minimum(), definition.maximum()
    values = {
        "nan": math.nan,
        "infinite": math.inf,
        "text": "twelve",
        "zero": 0,
        "negative": -1,
        "lowest": low,
        "large": min(high, 1e9),
    }
    return values | {"half": 0.5, "huge": 1e308, "null": None}


def is_every_field(value):
    """Tell whether the value stands for each field of the layer, one case for each."""
    return value is _EVERY
