"""Every tuning number of the solver, with its meaning and unit.

The defaults were found on the instances of `tools/bench`. A bench sweeps them with `dataclasses.replace` and passes the
result to `search` or, for a search in a worker process, as `Search.settings`. Two runs with the same settings, seed and
problem give the same plan on every machine.

Temperatures and penalty weights are in *mean edge costs*: the cost of cutting an average edge of the problem at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .local_search_settings import (
    AnnealingSettings,
    BatchSettings,
    FlowSettings,
    NeighbourhoodSettings,
    PenaltySettings,
    RecombinationSettings,
    SettlingSettings,
    SwapSettings,
)


@dataclass(frozen=True)
class MultilevelSettings:
    """The multilevel scheme.

    Attributes:
        worth_coarsening: Factor by which a level must be larger than the next coarser one.
        clustering_sweeps: Lloyd iterations that place the clusters.
        coarse_tolerance: Tolerance (a share) on coarse levels, where one node can weigh more than the tolerance.
        initial_temperature: Of the coarsest level, in mean edge costs.
        far_temperature: The same for a start far from balance, which has to be restructured as a whole.
        far_from: Deviation (a share) from which a start counts as far from balance.
        warm_temperature: The same where a given plan or a coarser level is the start.
        final_temperature: Of the coarsest level, in mean edge costs.
        refining_tolerance: Initial tolerance (a share) on a level between the coarsest and the finest.
        flips_per_sector: Flips per sector below which a run is too short to be one of several.
        redrawn_until: Share of a finer level's work after which its boundaries are redrawn.
        annealed_until: Share of a finer level's work after which it is annealed.
        flips_until: Share of a restart's work spent on flips; swaps take the rest.
        balanced_plans: Plans of the restarts, best first, that are tried to bring within the tolerance.

    """

    worth_coarsening: float = 1.8
    clustering_sweeps: int = 2
    coarse_tolerance: float = 0.01
    initial_temperature: float = 1.0
    far_temperature: float = 2.0
    far_from: float = 0.25
    warm_temperature: float = 0.5
    final_temperature: float = 0.06
    refining_tolerance: float = 0.03
    flips_per_sector: int = 50_000
    redrawn_until: float = 0.4
    annealed_until: float = 0.7
    flips_until: float = 0.6
    balanced_plans: int = 3


@dataclass(frozen=True)
class InitialSettings:
    """Initial partitions.

    Attributes:
        uneven_from: Deviation (a share) of a power diagram from which other initial partitions are tried too.
        divided_up_to: Nodes up to which recursive bisection of the graph is fast enough.
        directions: Directions in which the plane is cut by a bisection; the shortest cut is taken.
        sweeps: Rounds of placing the centres of a power diagram.
        newton_steps: Newton steps that equalise the loads in each of these rounds.
        last_newton_steps: The same in the last round.
        sample: Nodes among which the first centres are chosen, at most.
        equal_loads: Deviation (a share) below which loads count as equal.
        empty_cell_weight: Weight given to an empty cell, in median squared distances between centres, shared among
            all cells.
        damping: Added to the diagonal of the Newton system, as a share of its mean.
        longest_step: Largest change of a weight, in median squared distances between neighbouring centres.
        few_centres: Centres up to which comparing them all is faster than a k-d tree.
        coarse_cells: Cells of about equally many units on which the preview is settled.
        preview_sweeps: Rounds of placing the centres on these cells.
        preview_newton_steps: Newton steps on the units.

    """

    uneven_from: float = 0.10
    divided_up_to: int = 30_000
    directions: int = 8
    sweeps: int = 12
    newton_steps: int = 3
    last_newton_steps: int = 9
    sample: int = 20_000
    equal_loads: float = 0.004
    empty_cell_weight: float = 0.3
    damping: float = 0.01
    longest_step: float = 0.15
    few_centres: int = 40
    coarse_cells: int = 1_500
    preview_sweeps: int = 5
    preview_newton_steps: int = 4


@dataclass(frozen=True)
class BisectionSettings:
    """Recursive bisection of the graph.

    Attributes:
        potentials: Potentials tried for a cut, at most.
        fewest_potentials: The same at least, however large the region.
        work: Nodes times potentials of one cut, at most.
        trees: Spanning trees tried where no potential gives a cut that fits.
        retries: Cuts made again because what followed from them did not fit.
        hopeless_tries: Potentials and trees tried for a cut where no plan can reach the tolerance.
        cut_slack: Share of the tolerance that one cut may use up.
        cuts_tried: Cuts along one potential or tree that are evaluated.
        balanced_cut_bonus: Relative extra cost accepted for a cut that splits the sector count evenly.
        link_conductance: Conductance of links and corner contacts, in mean boundary lengths.

    """

    potentials: int = 6
    fewest_potentials: int = 2
    work: int = 40_000
    trees: int = 12
    retries: int = 8
    hopeless_tries: int = 2
    cut_slack: float = 0.4
    cuts_tried: int = 2
    balanced_cut_bonus: float = 1.0
    link_conductance: float = 1e-3


@dataclass(frozen=True)
class ExactSettings:
    """Small problems solved to the proven optimum.

    Attributes:
        nodes: Nodes up to which a problem counts as small.
        variables: Nodes times sectors up to which it does.
        branches: Nodes of the branch-and-bound tree that HiGHS may visit in a round.
        rounds: Rounds of adding contiguity cuts, at most.

    """

    nodes: int = 30
    variables: int = 60
    branches: int = 300
    rounds: int = 40


@dataclass(frozen=True)
class LowerBoundSettings:
    """Lower bounds on the deviation.

    Attributes:
        relative_error: Relative error up to which a load counts as a multiple of another.
        divisors: Divisors of the smallest load among which a common measure of all loads is sought.

    """

    relative_error: float = 1e-9
    divisors: int = 12


def _wide() -> NeighbourhoodSettings:
    return NeighbourhoodSettings((5,), 16_000, 0.5, 0.06)


def _small() -> NeighbourhoodSettings:
    return NeighbourhoodSettings((3, 4), 4_000, 1.0, 0.02, 1_000)


@dataclass(frozen=True)
class SolverSettings:
    """All settings of the solver.

    Attributes:
        few_nodes_per_sector: Nodes per sector up to which single nodes weigh so much that balance is hard to reach
            and one annealing run is a gamble: then several restarts replace the multilevel scheme, and initial
            partitions compete.
        wide_neighbourhoods: Groups of sectors on the coarsest level, where single nodes weigh little and flips alone
            reach the tolerance.
        small_neighbourhoods: Groups of sectors with few nodes; warm enough to leave the present boundaries behind.

    """

    few_nodes_per_sector: int = 60
    annealing: AnnealingSettings = field(default_factory=AnnealingSettings)
    batches: BatchSettings = field(default_factory=BatchSettings)
    penalties: PenaltySettings = field(default_factory=PenaltySettings)
    swaps: SwapSettings = field(default_factory=SwapSettings)
    multilevel: MultilevelSettings = field(default_factory=MultilevelSettings)
    wide_neighbourhoods: NeighbourhoodSettings = field(default_factory=_wide)
    small_neighbourhoods: NeighbourhoodSettings = field(default_factory=_small)
    initial: InitialSettings = field(default_factory=InitialSettings)
    bisection: BisectionSettings = field(default_factory=BisectionSettings)
    flow: FlowSettings = field(default_factory=FlowSettings)
    recombination: RecombinationSettings = field(default_factory=RecombinationSettings)
    exact: ExactSettings = field(default_factory=ExactSettings)
    lower_bounds: LowerBoundSettings = field(default_factory=LowerBoundSettings)
    settling: SettlingSettings = field(default_factory=SettlingSettings)


DEFAULTS = SolverSettings()
