#!/usr/bin/env bash
# GDAL 3.6.2: OGR_L_GetArrowStream hands over other values than reading features does. Two cases, on valid files:
# - a Boolean field of a GeoPackage: 15 of 20 are true; the stream says 3
# - a Date field of a Shapefile before 1970: the stream says the day after (1969-12-31 becomes 1970-01-01)
# Run without any product: pyogrio 0.5.1, whose wheel carries GDAL 3.6.2. Prints what was seen; fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pyogrio==0.5.1 pyarrow==11.0.0 numpy==1.24.4 pandas==2.0.3 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import numpy as np
import pyogrio
from pyogrio import raw

folder = sys.argv[1]
print("GDAL", ".".join(map(str, pyogrio.__gdal_version__)))
point = bytes.fromhex("0101000000000000000000F03F000000000000F03F")


def written(name, driver, field, values):
    places = np.array([point] * len(values), dtype=object)
    common = {"geometry_type": "Point", "crs": "EPSG:25832", "driver": driver}
    raw.write(f"{folder}/{name}", geometry=places, field_data=[values], fields=np.array([field]), **common)
    features = raw.read(f"{folder}/{name}")[3][0].tolist()
    stream = raw.read_arrow(f"{folder}/{name}")[1].column(field).to_pylist()
    return features, stream


features, stream = written("a.gpkg", "GPKG", "arrest", np.array([n % 4 != 3 for n in range(20)]))
print("Boolean of a GeoPackage, true among 20: features", sum(map(bool, features)), "stream", sum(map(bool, stream)))
days = np.array(["1969-12-31", "1970-01-01", "1901-01-01"], dtype="datetime64[D]")
before, after = written("b.shp", "ESRI Shapefile", "day", days)
print("Date of a Shapefile: features", list(map(str, before)), "stream", list(map(str, after)))
seen = (sum(map(bool, features)), sum(map(bool, stream)), list(map(str, after)))
sys.exit(seen != (15, 3, ["1970-01-01", "1970-01-01", "1901-01-02"]))
PYTHON
