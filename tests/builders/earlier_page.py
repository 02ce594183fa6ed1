"""The public page as an earlier commit made it, from the same layers: what a page is measured against, side by side."""

import importlib.util
import pickle
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def publish_earlier(commit, sources, officers, folder):
    """Write the publication that the code of `commit` makes of the sources' tables to a folder."""
    code = ROOT / "build" / "earlier" / commit
    if not code.exists():
        code.mkdir(parents=True)
        archive = subprocess.run(["git", "-C", ROOT, "archive", commit], capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x", "-C", code], input=archive, check=True)
        (code / "vendor").symlink_to(ROOT / "vendor")
    tables = {
        "sectors": sources.sectors,
        "addresses": sources.addresses,
        "water": sources.water,
        "roads": sources.roads,
    }
    plain = {
        name: (table.name, table.geometry, table.attributes, table.feature_ids)
        for name, table in {**tables, "officers": officers}.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tables").write_bytes(pickle.dumps(plain))
    subprocess.run([sys.executable, __file__, code, folder], check=True, cwd="/")


def publish_with(code, folder):
    """Publish with the code of another checkout; it runs in a process of its own."""
    options = {"submodule_search_locations": [str(code)]}
    spec = importlib.util.spec_from_file_location("sector_planner", code / "__init__.py", **options)
    sys.modules["sector_planner"] = importlib.util.module_from_spec(spec)
    from sector_planner.core.publish.contacts import read_contacts
    from sector_planner.core.publish.public_settings import PublicSettings
    from sector_planner.core.publish.publication import Sources, build_publication, write_publication
    from sector_planner.core.table import FeatureTable

    tables = {name: FeatureTable(*parts) for name, parts in pickle.loads((folder / "tables").read_bytes()).items()}
    sources = Sources(
        contacts=read_contacts(tables.pop("officers")), street_field="street", number_field="number", **tables
    )
    write_publication(folder, build_publication(sources, PublicSettings("2026-1", "Find din betjent")))


if __name__ == "__main__":
    publish_with(Path(sys.argv[1]), Path(sys.argv[2]))
