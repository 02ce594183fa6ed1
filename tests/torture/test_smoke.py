"""A sample of the campaign, and the promise that it takes in every algorithm: `make torture` is the whole."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLE = (
    "workloadindex/0/UNITS/layer/bow_ties",
    "crimegrid/1/INCIDENTS/layer/odd_types", "drawsectorsfromseeds/0/UNITS/layer/some_null_geometry",
    "allocateofficers/0/OFFICERS/value/nan", "findofficer/0/DATABASE/file/torn",
    "balancesectors/0/LOCK_FIELD/value/every_field",
    "threatassessment/0/INCIDENTS/dress/offset_0530_text", "crimeprofile/0/INCIDENTS/dress/borders",
    "nearrepeats/0/CONTACTS/dress/encoding_csv_8859_15", "workloadindex/0/UNITS/dress/names_shapefile",
    "checksectors/0//dress/text_ids", "workloadindex/0/UNITS/dress/names_of_formats",
)  # fmt: skip


def test_every_algorithm_has_valid_arguments_and_a_sample_ends_well():
    """A new algorithm, or a new layer parameter, fails here until tests/torture/base_arguments.py knows it."""
    command = [sys.executable, "-W", "ignore", HERE / "sample.py", *SAMPLE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
