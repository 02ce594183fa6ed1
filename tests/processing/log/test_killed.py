"""kill -9 of a writer in the middle of its transaction: nothing of it stays, and the next one writes at once."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
WORKER = Path(__file__).with_name("torture_worker.py")


def test_a_writer_killed_inside_its_transaction_leaves_nothing_and_blocks_nobody(sectors, tmp_path, within):
    dialect = sectors.dialect
    uri = str(sectors.connection.uri())
    command = [sys.executable, WORKER, ROOT, uri, "holder", "0", "120", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as writer:
        assert writer.stdout.readline().strip() == "inside"
        writer.kill()
    entry = (
        "INSERT INTO {log_entry!t} (sector, entry_date, target_group, challenge) VALUES (1, '2026-01-01', 1, 'whole')"
    )
    with within(10):
        sectors.write([dialect.compose(entry)])
    assert sectors.rows(dialect.compose("SELECT challenge FROM {log_entry!t}"), "challenge") == [["whole"]]
    assert sectors.rows(dialect.compose("SELECT min(population) AS fewest FROM {sector!t}"), "fewest") == [[1000]]
