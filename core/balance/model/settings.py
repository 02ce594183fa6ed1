"""What the analyst may ask of the balancing. Imports nothing heavy: dialogs read defaults and bounds from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...base.errors import InputError
from ...base.i18n import translate
from ...staffing.settings import MOST_OFFICERS

EFFORTS = ("quick", "standard", "best")
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class BalanceSettings:
    """The numbers and weights of one balancing run.

    Attributes:
        sector_count: sectors to make where no count is given per district.
        tolerance: greatest deviation of load per officer, in percent of its mean (of the district).
        compactness: weight of border length (0: borders do not count, 1: as usual).
        continuity: border a resident's staying is worth: moving one mean sector's residents costs this
            many times one mean sector's border.
        barrier_cost: how many times more it costs to lay a border through open ground than along a barrier.
        balance_tolerance: greatest deviation of the further criteria, in percent.
        officers: officers to allocate; 0 where every sector counts alike.
        minimum_officers: officers every sector has at least.
        max_moved: residents who may change sector at most, in percent; 100 sets no cap.
        alternatives: plans to make, with different seeds and weights.
        effort: quick, standard or best: how many iterations the search has.
        seed: the same seed gives the same plan on every machine.
        time_limit: seconds after which the best plan so far is taken; 0 sets no limit.
        scheduler: address of a Dask scheduler; empty for processes of this machine.
        district_sectors: sectors by district; empty where their number is for all districts together.
        cannot_link: pairs of unit ids that must never share a sector.

    """

    sector_count: int = 21
    tolerance: float = 5.0
    compactness: float = 1.0
    continuity: float = 1.0
    barrier_cost: float = 3.0
    balance_tolerance: float = 20.0
    officers: int = 0
    minimum_officers: int = 2
    max_moved: float = 100.0
    alternatives: int = 1
    effort: str = "standard"
    seed: int = 1
    time_limit: float = 0.0
    scheduler: str = ""
    district_sectors: Mapping[str, int] = field(default_factory=dict)
    cannot_link: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                message = translate("Core", "{name} is {value}. Give a value from {least} to {most}.")
                raise InputError(message.format(name=name.upper(), value=value, least=least, most=most))
        if self.effort not in EFFORTS:
            message = translate("Core", "EFFORT is “{value}”. Choose one of: {choices}.")
            raise InputError(message.format(value=self.effort, choices=", ".join(EFFORTS)))


BOUNDS: dict[str, tuple[float, float]] = {
    "sector_count": (1, 5000),
    "tolerance": (0.01, 100.0),
    "compactness": (0.0, 100.0),
    "continuity": (0.0, 100.0),
    "barrier_cost": (1.0, 100.0),
    "balance_tolerance": (0.1, 1000.0),
    "officers": (0, MOST_OFFICERS),
    "minimum_officers": (1, 1000),
    "max_moved": (0.0, 100.0),
    "alternatives": (1, 64),
    "seed": (0, LARGEST_SEED),
    "time_limit": (0.0, 86_400.0),
}
