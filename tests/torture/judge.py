"""Right result, clear refusal, or a defect: what a run's end is judged by."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from app import ROOT
from qgis.core import QgsVectorLayer, QgsWkbTypes

# What the machine says to itself has no place in a message for people.
MACHINE = re.compile(
    r"Traceback|NoneType|\b\w*Error\b|\w+Exception|has no attribute|unsupported operand|subscriptable|out of bounds|"
    r"could not convert|cannot convert|Errno|\bnan\b|<class|0x[0-9a-f]{6}|numpy|pandas|dtype|shapely|\bNone\b(?! of the )|"
    r"QVariant|PyQt|positional argument|list index|broadcast|\bNaT\b|\binf\b"
)
QGIS_SAYS = [
    r"Could not load source layer for \w+: .+ (not found|invalid value)\.?",
    r"Could not load source layer for \w+: invalid value\.?",
    r"Incorrect parameter value for \w+",
    r"Do not publish:.+",
    r"(The disk is full|Someone else|The file can only|You may|A row|A value|A text|A required|The last day|Another sector|The sector).+\(.*\)",
    r"Could not evaluate expression for parameter .+",
    r"(Unable to execute algorithm\n)?Could not (create|load) .+",
]
DISTRICT = re.compile(r"^District “[^”]*”: ")
MADE_UP = re.compile(r"\{[^{}]*\}")


@lru_cache
def templates():
    """Return the patterns of all texts that the plugin has for people, longest first."""
    root = ElementTree.parse(ROOT / "i18n" / "sector_planner_da.ts").getroot()
    texts = {"".join(one.itertext()) for one in root.iter("source")}
    patterns = []
    for text in sorted(texts, key=len, reverse=True):
        if len(MADE_UP.sub("", text)) < 12:
            continue
        patterns.append(re.compile(".*".join(re.escape(part) for part in MADE_UP.split(text)), re.DOTALL))
    return patterns + [re.compile(text, re.DOTALL) for text in QGIS_SAYS]


def unclear(message, quoted=()):
    """Return why a refusal is not clear, or an empty text. `quoted` are texts of the input that it may repeat."""
    message = re.sub(r"^Error encountered while running [^:]+: ", "", message)  # a model's words before its step's
    message = re.sub(r" The database has taken the rows already.*$", "", message)
    bare = message
    for text in quoted:
        bare = bare.replace(text, "…") if text else bare
    bare = re.sub(r"“[^”]*”", "“…”", bare)
    if not message.strip():
        return "no message at all"
    if found := MACHINE.search(bare):
        return f"machine's words: {found[0]}"
    lines = [line for line in message.splitlines() if line.strip()]
    return "" if _is_ours(message.strip()) or all(map(_is_ours, lines)) else "no text of the plugin"


def _is_ours(text):
    """Tell whether a text is one of the plugin's, alone or as the reason of a district named before it."""
    return any(pattern.fullmatch(one) for one in {text, DISTRICT.sub("", text)} for pattern in templates())


def faults_of_layer(source, spoilt):
    """Return an output layer and what is wrong with it; what the spoilt layer held is handed on as it came."""
    layer = QgsVectorLayer(source, "output")
    if not layer.isValid():
        return None, [f"{source} cannot be opened"]
    faults, faulty = set(), []
    values = _values_of(spoilt) if isinstance(spoilt, QgsVectorLayer) else set()
    for feature in layer.getFeatures():
        shape = feature.geometry()
        if feature.hasGeometry() and not shape.isEmpty() and (found := _faults_of_shape(shape)):
            faulty.append((shape, found))
        for field, value in zip(layer.fields(), feature.attributes(), strict=True):
            if isinstance(value, float) and not math.isfinite(value) and str(value) not in values:
                faults.add(f"field {field.name()} holds {value}")
    if faulty:
        came = _shapes_of(spoilt) if isinstance(spoilt, QgsVectorLayer) else set()
        nowhere = any("inf" in shape or "nan" in shape for shape in came if shape)
        faults = faults.union(*(found for shape, found in faulty if not nowhere and _places(shape) not in came))
    return layer, sorted(faults)


def _values_of(layer):
    return {str(value) for feature in layer.getFeatures() for value in feature.attributes()}


def _shapes_of(layer):
    return {_places(feature.geometry()) for feature in layer.getFeatures()}


def _places(shape):
    """Return a geometry's coordinates as text, whatever its type."""
    return None if shape.isNull() else re.sub(r"[^0-9a-z. -]", "", re.sub(r"^[^(]*", "", shape.asWkt(3)))


def _faults_of_shape(shape):
    box = shape.boundingBox()
    if not all(map(math.isfinite, (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))):
        return {"a coordinate that is not finite"}
    small = shape.constGet().nCoordinates() < 50_000
    if QgsWkbTypes.geometryType(shape.wkbType()) == 2 and small and not shape.isGeosValid():
        return {"an invalid polygon"}
    return set()


def faults_of_file(path, said=()):
    """Return what is wrong with a report, PDF, project or folder; `said` are words of the input."""
    path = Path(path)
    if path.is_dir():
        return [fault for one in path.rglob("*.html") for fault in faults_of_file(one, said)]
    data = path.read_bytes()
    if path.suffix == ".pdf" and not (data.startswith(b"%PDF") and b"%%EOF" in data[-64:]):
        return ["a torn PDF"]
    if path.suffix == ".html":
        text = data.decode("utf-8")
        seen = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
        words = sorted(set(re.findall(r"\bnan\b|\bNaN\b|\binf\b|\bNaT\b|\bNone\b|&lt;NA&gt;|\{[a-z_]{2,}\}", seen)))
        faults = [f"the report says {word}" for word in words if word not in said]
        return faults + ([] if text.rstrip().endswith("</html>") else ["a torn report"])
    return []
