"""The provider: a flat list of algorithms, and the models that chain them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingParameterEnum,
    QgsProcessingProvider,
    QgsXmlUtils,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtXml import QDomDocument

from ..core.base.errors import InputError
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
from .framework.environment import guide_url
from .framework.parameters import title_with_choices, with_named_choices

translate = QCoreApplication.translate
TRANSLATED = ("description", "component_description", "ALG_DESC", "model_group")
NAMING = "outputs"  # QGIS makes the ids of a model's results from their English titles


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model file of the plugin: its id stays as saved, what people read is translated."""

    def __init__(self, path: Path) -> None:
        """Read the model file."""
        super().__init__()
        self._path = path
        document = QDomDocument()
        document.setContent(path.read_bytes())
        self.loadVariant(_translated(QgsXmlUtils.readVariant(document.documentElement())))
        for result in self.destinationParameterDefinitions():
            result.setDescription(QCoreApplication.translate("Models", result.description()))
        for given in self.parameterDefinitions():
            if isinstance(given, QgsProcessingParameterEnum):
                given.setDescription(title_with_choices(given.description(), given.options()))

    def createInstance(self) -> ShippedModel:
        """Return a fresh copy."""
        return ShippedModel(self._path)

    def helpUrl(self) -> str:
        """Return the address of the guide's page on models."""
        return guide_url("models")

    def displayName(self) -> str:
        """Return the translated name: a verb and its object."""
        return _titles().get(self.name(), self.name())

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse wrong values before anything runs; a choice is known by its name or its number."""
        try:
            return super().checkParameterValues(with_named_choices(self.parameterDefinitions(), parameters), context)
        except InputError as error:
            return False, str(error)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run; what later steps read and was not asked to be kept is written to a temporary place."""
        parameters = with_named_choices(self.parameterDefinitions(), parameters)
        optional = Qgis.ProcessingParameterFlag.Optional
        needed = [
            result for result in self.destinationParameterDefinitions()
            if isinstance(result, QgsProcessingDestinationParameter)
            and not result.flags() & optional and not parameters.get(result.name())
        ]  # fmt: skip
        temporary = {result.name(): result.generateTemporaryDestination(context) for result in needed}
        return dict(super().processAlgorithm(parameters | temporary, context, feedback))


def shipped_models() -> Iterator[ShippedModel]:
    """Yield the models of the plugin, by file name."""
    for path in sorted((RESOURCES / "models").glob("*.model3")):
        yield ShippedModel(path)


def _titles() -> dict[str, str]:
    return {
        "plan_and_publish": translate("Models", "Plan and publish sectors"),
        "publish_edition": translate("Models", "Publish an edition"),
        "quarterly_threat": translate("Models", "Assess the quarter"),
        "rebalance_and_compare": translate("Models", "Rebalance and compare"),
    }


def _translated(part: Any) -> Any:
    """Return a copy of a model's parts with the texts that people read translated."""
    if isinstance(part, list):
        return [_translated(one) for one in part]
    if not isinstance(part, dict):
        return part
    texts = {key: QCoreApplication.translate("Models", part[key]) for key in TRANSLATED if part.get(key)}
    return {key: value if key == NAMING else _translated(value) for key, value in part.items()} | texts


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
