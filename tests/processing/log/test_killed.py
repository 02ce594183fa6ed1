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


def test_an_adoption_killed_in_the_middle_leaves_nothing_and_can_be_made_again(worked, tmp_path, within):
    counts = dict.fromkeys(
        ("sector_set", "sector", "assignment", "sector_lineage", "carried_assignment", "plan_change")
    )
    running = "SELECT count(*) AS n FROM {assignment!t} WHERE valid_to IS NULL"

    def found():
        rows = {
            name: worked.rows(worked.dialect.compose("SELECT count(*) AS n FROM {name!p}", name=name), "n")
            for name in counts
        }
        return rows | {"running": worked.rows(worked.dialect.compose(running), "n")}

    before = found()
    command = [sys.executable, WORKER, ROOT, str(worked.connection.uri()), "adopter", "0", "120", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as editor:
        assert editor.stdout.readline().strip() == "inside"
        editor.kill()
    command[-2] = "0"
    with within(60):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    assert done.stdout.startswith("inside")
    after = found()
    assert after["sector_set"] == [[2]], "the set of the editor who was killed is not there"
    assert after["sector"] == [[40]]
    assert after["running"] == before["running"], "all assignments of sectors that go on run on in the new set"
    assert after["carried_assignment"] == before["running"]
