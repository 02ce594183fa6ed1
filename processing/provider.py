"""The provider: a flat list of algorithms, and the models that chain them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.base.paths import RESOURCES
from .algorithms.balance.allocate_officers import AllocateOfficers
from .algorithms.balance.balance_sectors import BalanceSectors
from .algorithms.balance.compare_sector_plans import CompareSectorPlans
from .algorithms.balance.explain_assignment import ExplainAssignment
from .algorithms.balance.patrol_reach import PatrolReach
from .algorithms.balance.sector_neighbours import SectorNeighbours
from .algorithms.crime.crime_grid import CrimeGrid
from .algorithms.crime.crime_hotspots import CrimeHotspots
from .algorithms.crime.crime_profile import CrimeProfile
from .algorithms.crime.near_repeats import NearRepeats
from .algorithms.draw.check_sectors import CheckSectors
from .algorithms.draw.dissolve_sectors import DissolveSectors
from .algorithms.draw.draw_sectors_from_lines import DrawSectorsFromLines
from .algorithms.draw.draw_sectors_from_seeds import DrawSectorsFromSeeds
from .algorithms.draw.generalise_boundaries import GeneraliseBoundaries
from .algorithms.draw.repair_sectors import RepairSectors
from .algorithms.log.adopt_sectors import AdoptSectors
from .algorithms.log.compile_handbook import CompileHandbook
from .algorithms.log.create_sector_database import CreateSectorDatabase
from .algorithms.log.find_officer import FindOfficer
from .algorithms.log.import_officers import ImportOfficers
from .algorithms.log.import_requests import ImportRequests
from .algorithms.log.import_walk_findings import ImportWalkFindings
from .algorithms.log.review_sector_log import ReviewSectorLog
from .algorithms.log.sector_dossier import SectorDossier
from .algorithms.log.sector_lineage import SectorLineage
from .algorithms.prepare.build_planning_units import BuildPlanningUnits
from .algorithms.prepare.national_grid import NationalGrid
from .algorithms.prepare.sample_city import SampleCity
from .algorithms.prepare.workload_index import WorkloadIndex
from .algorithms.publish.check_public_data import CheckPublicData
from .algorithms.publish.export_business_cards import ExportBusinessCards
from .algorithms.publish.export_leaflets import ExportLeaflets
from .algorithms.publish.export_public_map import ExportPublicMap
from .algorithms.safety.evaluate_initiative import EvaluateInitiative
from .algorithms.safety.import_safety_index import ImportSafetyIndex
from .algorithms.safety.plan_evaluation import PlanEvaluation
from .algorithms.safety.safety_index_overlay import SafetyIndexOverlay
from .algorithms.safety.threat_assessment import ThreatAssessment
from .framework.algorithm import SectorAlgorithm
from .framework.crs import pin_common_crs
from .models import shipped_models

ALGORITHMS: tuple[type[SectorAlgorithm[Any]], ...] = (
    AdoptSectors,
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
    SectorLineage,
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
        pin_common_crs()
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        for model in shipped_models():
            self.addAlgorithm(model)
