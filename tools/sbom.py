"""What the package carries of other people's code, as CycloneDX 1.6: name, version, licence, origin, checksums.

In CycloneDX's XML form: the plugin site takes the checksums of its JSON form for secrets, and refuses them.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

ROOT = Path(__file__).resolve().parent.parent
# Name → registry it is fetched from, licence (SPDX), and the site it is made at.
ORIGINS = {
    "leaflet": ("npm", "BSD-2-Clause", "https://leafletjs.com"),
    "segno": ("pypi", "BSD-3-Clause", "https://segno.readthedocs.io"),
}
_PIN = re.compile(r"(\w+)=([\w.]+) \1_sha256=([0-9a-f]{64})")


def pins() -> dict[str, tuple[str, str]]:
    """Return version and sha256 of each vendored archive, as tools/vendor.sh pins them."""
    text = (ROOT / "tools" / "vendor.sh").read_text(encoding="utf-8")
    return {name: (version, checksum) for name, version, checksum in _PIN.findall(text)}


def bill_of_materials(version: str, files: list[Path]) -> bytes:
    """Return the bill of a package of `version` with these files; the same files give the same bytes."""
    bill = Element("bom", xmlns="http://cyclonedx.org/schema/bom/1.6", version="1")
    plugin = SubElement(SubElement(bill, "metadata"), "component", {"type": "application", "bom-ref": "sector_planner"})
    _texts(plugin, name="sector_planner", version=version)
    _licence(plugin, "GPL-2.0-or-later")
    components = SubElement(bill, "components")
    carried = [path for path in files if path.is_relative_to(ROOT / "vendor")]
    for name, (its_version, checksum) in sorted(pins().items()):
        _library(components, name, its_version, checksum, carried)
    root = SubElement(SubElement(bill, "dependencies"), "dependency", ref="sector_planner")
    for component in components:
        SubElement(root, "dependency", ref=component.attrib["bom-ref"])
    bill.set("serialNumber", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ElementTree.tostring(bill, 'unicode'))}")
    ElementTree.indent(bill)
    return bytes(ElementTree.tostring(bill, encoding="utf-8", xml_declaration=True)) + b"\n"


def _library(parent: Element, name: str, version: str, checksum: str, carried: list[Path]) -> None:
    registry, licence, site = ORIGINS[name]
    purl = f"pkg:{registry}/{name}@{version}"
    library = SubElement(parent, "component", {"type": "library", "bom-ref": purl})
    _texts(library, name=name, version=version, scope="required")
    _hash(library, checksum)
    _licence(library, licence)
    _texts(library, purl=purl)
    _texts(SubElement(SubElement(library, "externalReferences"), "reference", type="website"), url=site)
    parts = SubElement(library, "components")
    for path in carried:
        if path.relative_to(ROOT / "vendor").parts[0].partition(".")[0] == name:
            shown = path.relative_to(ROOT).as_posix()
            part = SubElement(parts, "component", {"type": "file", "bom-ref": shown})
            _texts(part, name=shown)
            _hash(part, hashlib.sha256(path.read_bytes()).hexdigest())


def _texts(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _hash(parent: Element, checksum: str) -> None:
    SubElement(SubElement(parent, "hashes"), "hash", alg="SHA-256").text = checksum


def _licence(parent: Element, identifier: str) -> None:
    _texts(SubElement(SubElement(parent, "licenses"), "license"), id=identifier)
