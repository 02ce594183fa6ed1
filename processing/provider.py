"""The provider: a flat list of algorithms, and the models that chain them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .allocate_officers import AllocateOfficers
from .balance_sectors import BalanceSectors
from .base import RESOURCES, SectorAlgorithm
from .build_planning_units import BuildPlanningUnits
from .check_public_data import CheckPublicData
from .check_sectors import CheckSectors
from .compare_sector_plans import CompareSectorPlans
from .compile_handbook import CompileHandbook
from .create_sector_database import CreateSectorDatabase
from .crime_grid import CrimeGrid
from .crime_hotspots import CrimeHotspots
from .crime_profile import CrimeProfile
from .dissolve_sectors import DissolveSectors
from .draw_sectors_from_lines import DrawSectorsFromLines
from .draw_sectors_from_seeds import DrawSectorsFromSeeds
from .evaluate_initiative import EvaluateInitiative
from .explain_assignment import ExplainAssignment
from .export_business_cards import ExportBusinessCards
from .export_leaflets import ExportLeaflets
from .export_public_map import ExportPublicMap
from .find_officer import FindOfficer
from .generalise_boundaries import GeneraliseBoundaries
from .import_officers import ImportOfficers
from .import_requests import ImportRequests
from .import_safety_index import ImportSafetyIndex
from .import_walk_findings import ImportWalkFindings
from .models import shipped_models
from .national_grid import NationalGrid
from .near_repeats import NearRepeats
from .patrol_reach import PatrolReach
from .plan_evaluation import PlanEvaluation
from .reference_systems import hold_usual_systems
from .repair_sectors import RepairSectors
from .review_sector_log import ReviewSectorLog
from .safety_index_overlay import SafetyIndexOverlay
from .sample_city import SampleCity
from .sector_dossier import SectorDossier
from .sector_neighbours import SectorNeighbours
from .threat_assessment import ThreatAssessment
from .workload_index import WorkloadIndex

ALGORITHMS: tuple[type[SectorAlgorithm[Any]], ...] = (
    AllocateOfficers,
    BalanceSectors,
    BuildPlanningUnits,
    CheckPublicData,
    CheckSectors,
    CompareSectorPlans,
    CompileHandbook,
    CreateSectorDatabase,
    CrimeGrid,
    CrimeHotspots,
    CrimeProfile,
    DissolveSectors,
    DrawSectorsFromLines,
    DrawSectorsFromSeeds,
    EvaluateInitiative,
    ExplainAssignment,
    ExportBusinessCards,
    ExportLeaflets,
    ExportPublicMap,
    FindOfficer,
    GeneraliseBoundaries,
    ImportOfficers,
    ImportRequests,
    ImportSafetyIndex,
    ImportWalkFindings,
    NationalGrid,
    NearRepeats,
    PatrolReach,
    PlanEvaluation,
    RepairSectors,
    ReviewSectorLog,
    SafetyIndexOverlay,
    SampleCity,
    SectorDossier,
    SectorNeighbours,
    ThreatAssessment,
    WorkloadIndex,
)


class SectorPlannerProvider(QgsProcessingProvider):
    """Sector Planner's algorithms and models in the Processing toolbox."""

    def id(self) -> str:
        """Return the id that saved models use."""
        return "sectorplanner"

    def name(self) -> str:
        """Return the name in the toolbox."""
        return "Sector Planner"

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(str(RESOURCES / "icons" / "plugin.svg"))

    def loadAlgorithms(self) -> None:
        """Add every algorithm and every shipped model, whose steps are prepared outside the main thread."""
        hold_usual_systems()
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        for model in shipped_models():
            self.addAlgorithm(model)
