"""Valid arguments of every algorithm: the ground that each bad layer and value is put into.

A text “@units” stands for the town's layer of that name, “$database” for a fresh copy of a filled sector database,
“$officers.csv” for a file beside the town. Outputs are added from the algorithm's own definitions. `ROWS` names, for
each output that must keep one feature for every feature of an input, that input.
"""

from __future__ import annotations

PERIOD = {"PERIOD_START": "2024-01-01", "PERIOD_END": "2025-12-31"}
STUDY = {
    "BEFORE_START": "2024-01-01",
    "BEFORE_END": "2024-12-31",
    "AFTER_START": "2025-01-01",
    "AFTER_END": "2025-12-31",
}

ARGUMENTS: dict[str, list[dict[str, object]]] = {
    "adoptsectors": [
        {
            "DATABASE": "$database", "SECTORS": "@sectors", "EDITION": "2031-1", "FIRST_DAY": "2031-01-01", "UNITS": "@units",
        },
    ],
    "allocateofficers": [
        {"SECTORS": "@sectors", "OFFICERS": 20, "INCIDENTS": "@incidents", "CURRENT_FIELD": "today"},
    ],
    "balancesectors": [
        {
            "UNITS": "@units", "SECTOR_COUNT": 4, "DISTRICT_FIELD": "police_district", "DISTRICT_SECTORS": "North=2;South=2",
            "EFFORT": "quick", "TOLERANCE": 20, "STATIONS": "@stations", "BARRIERS": "@roads", "LINKS": "@links",
            "OFFICERS": 20, "CURRENT_FIELD": "sector_id", "TOGETHER_FIELD": "together", "BALANCE_FIELDS": ["population"],
            "TIME_LIMIT": 20,
        },
    ],
    "buildplanningunits": [
        {
            "UNITS": "@units", "INCIDENTS": "@incidents", "HARM_FIELD": "harm", "EXPOSED_AREAS": "@exposed",
            "SPECIAL_PLACES": "@places", "PLACE_WEIGHT_FIELD": "weight", "POPULATION_LAYER": "@people",
            "POPULATION_LAYER_FIELD": "population", "DISTRICTS": "@index_districts", "DISTRICT_NAME_FIELD": "name",
        },
        {"UNITS": "@units", "POPULATION_FIELD": "population"},
    ],
    "checkpublicdata": [{"FOLDER": "$public", "FORBIDDEN": "canary"}],
    "checksectors": [
        {
            "UNITS": "@units", "SECTOR_FIELD": "sector_id", "SECTORS": "@sectors", "LINKS": "@links",
            "WORKLOAD_FIELD": "workload", "OFFICERS_FIELD": "officers", "EXPECTED_PARTS": "1=1",
        },
    ],
    "comparesectorplans": [
        {"UNITS": "@units", "OLD_FIELD": "sector_id", "NEW_FIELD": "new_sector", "POPULATION_FIELD": "population"},
    ],
    "compilehandbook": [{"DATABASE": "$database"}],
    "createsectordatabase": [{"DATABASE": "$new.gpkg", "SECTORS": "@sectors", "EDITION": "2026-1", "FIRST_DAY": "2026-01-01", "COPY_FROM": ""}],
    "crimegrid": [
        {"INCIDENTS": "@incidents", "SECTORS": "@sectors", "CLIP": True, "PERIODS": "quarter", **PERIOD},
        {"INCIDENTS": "@incidents", "SHAPE": "hexagon", "CELL_SIZE": 300, "HARM_WEIGHTS": "$harm.csv"},
    ],
    "crimehotspots": [
        {"GRID": "@grid", "SECTORS": "@sectors", "CONTACTS": "@contacts", "PERIOD_FIELDS": ["year_2024"]},
    ],
    "crimeprofile": [
        {
            "AREAS": "@sectors", "INCIDENTS": "@incidents", "PERIOD_START": "2025-01-01", "PERIOD_END": "2025-06-30",
            "COMPARE_START": "2024-01-01", "COMPARE_END": "2024-06-30", "HARM_WEIGHTS": "$harm.csv",
        },
    ],
    "dissolvesectors": [{"UNITS": "@units", "SECTOR_FIELD": "sector_id"}],
    "drawsectorsfromlines": [{"UNITS": "@units", "LINES": "@cuts"}],
    "drawsectorsfromseeds": [{"UNITS": "@units", "SEEDS": "@stations", "WORKLOAD_FIELD": "workload"}],
    "evaluateinitiative": [
        {
            "INCIDENTS": "@incidents", "TARGET": "@exposed", "COMPARISON": "@comparison", "DISPLACEMENT": "@ring",
            "DISPLACEMENT_COMPARISON": "@water", "CANDIDATES": "@units", "HARM_FIELD": "harm", "BY_AREA": True,
            "MEASURE": "\"type\" = 'burglary'", **STUDY,
        },
        {"COUNTS": "@counts"},
    ],
    "explainassignment": [
        {
            "UNITS": "@units", "CHOSEN": "@units", "SECTOR_FIELD": "sector_id", "TARGET": "", "CURRENT_FIELD": "new_sector",
            "TOGETHER_FIELD": "together", "LOCK_FIELD": "locked", "BALANCE_FIELDS": ["population"], "LINKS": "@links",
            "OFFICERS": 40, "TOLERANCE": 20,
        },
    ],
    "exportbusinesscards": [{"CONTACTS": "@contacts", "EDITION": "2026-1", "TEXTS": "@texts"}],
    "exportleaflets": [{"SECTORS": "@sectors", "CONTACTS": "@contacts", "EDITION": "2026-1", "WATER": "@water", "ROADS": "@roads", "TEXTS": "@texts", "ADDRESS_INDEX": "@addresses", "STREET_FIELD": "street"}],
    "exportpublicmap": [
        {
            "SECTORS": "@sectors", "CONTACTS": "@contacts", "EDITION": "2026-1", "EVENTS": "@events",
            "PRIORITIES": "@priorities", "ADDRESS_INDEX": "@addresses", "STREET_FIELD": "street",
            "NUMBER_FIELD": "number", "WATER": "@water", "ROADS": "@roads", "DISTRICTS": "@index_districts",
            "STATIONS": "@stations", "PLACES": "@places", "TEXTS": "@texts",
        },
    ],
    "findofficer": [{"DATABASE": "$database", "PLACES": "@stations"}],
    "generaliseboundaries": [{"SECTORS": "@sectors"}],
    "importofficers": [{"FILE": "$officers.csv", "DATABASE": "$database"}],
    "importrequests": [{"FILE": "$requests.csv", "DATABASE": "$database", "ADDRESSES": "@addresses", "ADDRESS_FIELD": "address"}],
    "importsafetyindex": [
        {
            "DISTRICTS": "@index_districts", "TABLE": "@index", "TABLE_NAME_FIELD": "name", "CATEGORY_FIELD": "category",
            "YEAR_FIELD": "year", "VALUE_FIELD": "value", "METHOD_FIELD": "method",
        },
    ],
    "importwalkfindings": [
        {"FILE": "$findings.csv", "DATABASE": "$database", "ADDRESSES": "@addresses", "ADDRESS_FIELD": "address"}
    ],
    "nationalgrid": [{"EXTENT_LAYER": "@sectors"}],
    "nearrepeats": [
        {"INCIDENTS": "@incidents", "SECTORS": "@sectors", "CONTACTS": "@contacts", "PERMUTATIONS": 39, **PERIOD},
    ],
    "patrolreach": [{"SECTORS": "@sectors", "UNITS": "@units", "ROADS": "@roads", "STATIONS": "@stations"}],
    "plan_and_publish": [
        {
            "UNITS": "@units", "POPULATION_FIELD": "population", "INCIDENTS": "@incidents", "EXPOSED_AREAS": "@exposed",
            "SPECIAL_PLACES": "@places", "PLACE_WEIGHT_FIELD": "weight", "SAFETY_DISTRICTS": "@districts",
            "SAFETY_CATEGORY_FIELD": "category", "SAFETY_YEAR_FIELD": "year", "DISTRICT_FIELD": "police_district",
            "DISTRICT_SECTORS": "North=2;South=2", "OFFICERS": 20, "CONTACTS": "@contacts", "LINKS": "@links",
            "TYPE_FIELD": "type", "FROM_FIELD": "from_time", "TO_FIELD": "to_time", "WATER": "@water",
            "MAIN_ROADS": "@roads", "EDITION": "1",
        },
    ],
    "publish_edition": [
        {
            "SECTORS": "@sectors", "CONTACTS": "@contacts", "EDITION": "2026-1", "EVENTS": "@events",
            "PRIORITIES": "@priorities", "WATER": "@water", "MAIN_ROADS": "@roads",
        },
    ],
    "quarterly_threat": [
        {
            "EXPOSED_AREAS": "@exposed", "INCIDENTS": "@incidents", "SECTORS": "@sectors", "QUARTER": "2025-Q3",
            "UNITS": "@units", "NOTES": "@notes", "AREA_FIELD": "name", "TYPE_FIELD": "type", "FROM_FIELD": "from_time",
            "CONTACTS": "@contacts",
        },
    ],
    "rebalance_and_compare": [
        {
            "UNITS": "@units", "SECTOR_FIELD": "sector_id", "POPULATION_FIELD": "population", "INCIDENTS": "@incidents",
            "SECTOR_COUNT": 4, "OFFICERS": 20, "EFFORT": "quick", "EXPOSED_AREAS": "@exposed",
            "SPECIAL_PLACES": "@places", "LINKS": "@links", "TOLERANCE": 20, "MAX_MOVED": 50,
        },
    ],
    "planevaluation": [{"INCIDENTS": "@incidents", "TARGET": "@exposed", "COMPARISON": "@comparison", **STUDY}],
    "repairsectors": [{"UNITS": "@units", "SECTOR_FIELD": "sector_id", "LINKS": "@links"}],
    "reviewsectorlog": [{"DATABASE": "$database"}],
    "safetyindexoverlay": [
        {
            "SECTORS": "@sectors", "INDEX_DISTRICTS": "@districts", "POPULATION_LAYER": "@people",
            "INCIDENTS": "@incidents", "YEAR": 2024, "COMPARE_YEAR": 2023, "DISTRICT_NAME_FIELD": "name",
        },
    ],
    "samplecity": [{"UNITS": "@units", "DISTRICT_SECTORS": "North=2;South=2"}, {"UNIT_COUNT": 300}],
    "sectordossier": [{"DATABASE": "$database", "AREA": "@exposed", "INCIDENTS": "@incidents"}, {"DATABASE": "$database", "SECTOR": 1}],
    "sectorlineage": [{"DATABASE": "$database"}],
    "sectorneighbours": [{"SECTORS": "@sectors", "SECTOR_FIELD": "sector_id", "OFFICERS_FIELD": "officers"}],
    "threatassessment": [
        {
            "EXPOSED_AREAS": "@exposed", "INCIDENTS": "@incidents", "QUARTER": "2025-Q3", "GANG_FILTER": '"gang"',
            "SECTORS": "@sectors", "POPULATION_LAYER": "@people", "NOTES": "@notes", "NAME_FIELD": "name",
        },
    ],
    "workloadindex": [{"UNITS": "@units"}],
}  # fmt: skip

ROWS: dict[str, dict[str, str]] = {
    "allocateofficers": {"OUTPUT": "SECTORS"},
    "balancesectors": {"OUTPUT": "UNITS"},
    "buildplanningunits": {"OUTPUT": "UNITS"},
    "drawsectorsfromlines": {"OUTPUT": "UNITS"},
    "drawsectorsfromseeds": {"OUTPUT": "UNITS"},
    "findofficer": {"OUTPUT": "PLACES"},
    "patrolreach": {"OUTPUT": "UNITS"},
    "repairsectors": {"OUTPUT": "UNITS"},
    "safetyindexoverlay": {"OUTPUT": "SECTORS"},
    "workloadindex": {"OUTPUT": "UNITS"},
}


def layer_parameters(algorithm):
    """Return the names of the parameters that take one layer."""
    return [one.name() for one in algorithm.parameterDefinitions() if one.type() == "source"]


def gaps(algorithm):
    """Return what the table lacks for an algorithm: the algorithm itself, or parameters that take a layer or file."""
    if algorithm.name() not in ARGUMENTS:
        return [f"{algorithm.name()}: no valid arguments in tests/torture/base_arguments.py"]
    given = {name for arguments in ARGUMENTS[algorithm.name()] for name in arguments}
    wanted = [one.name() for one in algorithm.parameterDefinitions() if one.type() == "source"]
    return [
        f"{algorithm.name()}: {name} is in no arguments of tests/torture/base_arguments.py"
        for name in wanted
        if name not in given
    ]
