"""Every tuning number of the solver, with its meaning and unit.

The defaults were found on the instances of `tools/bench`. A bench sweeps them with `dataclasses.replace` and passes the
result to `search` or, for a search in a worker process, as `Search.settings`. Two runs with the same settings, seed and
problem give the same plan on every machine.

Temperatures and penalty weights are in *mean edge costs*: the cost of cutting an average edge of the problem at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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
        variables: Nodes times sectors up to which it is settled by labelling its nodes.
        branches: Nodes of the branch-and-bound tree that HiGHS may visit in a round of labelling.
        rounds: Rounds of adding contiguity cuts, at most.
        sets: Connected sets of nodes looked at in a small problem, at most; each costs some microseconds.
        sets_of_many: The same where there are more nodes than `nodes`.
        most_nodes: Nodes up to which they are looked at.
        listed: Sectors listed, each for every kind of label it can have, at most; each takes some fifty bytes.
        columns_first: Sectors that the first linear relaxation chooses from.
        columns_added: Sectors that join it in a round.
        pricing_rounds: Such rounds, at most.
        columns: Sectors among which HiGHS chooses a plan; where more are left, it is not asked.
        choices: Nodes of the branch-and-bound tree that it may visit for that.
        chain_work: Pairs of states joined while a tree or ring of units is divided, at most.

    """

    nodes: int = 32
    variables: int = 60
    branches: int = 300
    rounds: int = 40
    sets: int = 200_000
    sets_of_many: int = 100_000
    most_nodes: int = 63
    listed: int = 200_000
    columns_first: int = 400
    columns_added: int = 400
    pricing_rounds: int = 30
    columns: int = 1_500
    choices: int = 50
    chain_work: int = 1_000_000


@dataclass(frozen=True)
class LowerBoundSettings:
    """Lower bounds on the deviation.

    Attributes:
        relative_error: Relative error up to which a load counts as a multiple of another.
        divisors: Divisors of the smallest load among which a common measure of all loads is sought.

    """

    relative_error: float = 1e-9
    divisors: int = 12


@dataclass(frozen=True)
class AnnealingSettings:
    """Annealing by single flips.

    Attributes:
        largest_block: Flips proposed at one temperature, at most.
        fewest_blocks: Temperatures of a run, at least (unless it has fewer flips than that).
        tolerance_margin: Share of the tolerance the search aims at, so that its last flips stay within the tolerance.
        tightened_at: Share of the budget after which the tolerance has its final value.
        pressure_growth: Factor by which the load penalty has grown by then, less 1.
        linear_from: Tolerance (a share) below which the penalty starts with a steeper slope.
        quench_at: Share of the budget after which the load penalty grows steeply.
        quench_slope: Growth of the load penalty from then on, per unit of budget.
        record_from: Share of the budget after which the best plan is recorded at every temperature.
        record_all_up_to: Nodes up to which every plan within the tolerance is compared, not one per temperature.
        connectivity_limit: Nodes visited before a flip counts as disconnecting its sector: a whole sector on the
            coarsest level. A limit of 60 refused sound flips on grids and cost a tenth of boundary.
        warm_tolerance: Initial tolerance (a share) of a run whose start is close to balance.

    """

    largest_block: int = 16_384
    fewest_blocks: int = 128
    tolerance_margin: float = 0.93
    tightened_at: float = 0.75
    pressure_growth: float = 4.0
    linear_from: float = 0.05
    quench_at: float = 0.8
    quench_slope: float = 100.0
    record_from: float = 0.7
    record_all_up_to: int = 2_000
    connectivity_limit: int = 300
    warm_tolerance: float = 0.012


@dataclass(frozen=True)
class BatchSettings:
    """Moves drawn and screened together, as arrays.

    Attributes:
        smallest: Moves drawn at once, at least.
        largest_per_arc: Flips drawn at once, at most, per arc between two sectors.
        largest_per_node: Swaps drawn at once, at most, per node.
        accepted_per_arc: Flips a batch may be expected to make per arc between two sectors; with more, the plan the
            others were screened against would have changed too much.
        accepted_per_sector: Flips or swaps a batch may be expected to make per sector, for the same reason: the loads
            they were screened against must still hold.
        screened_from: Batch size from which screening as arrays is faster than trying each flip.
        initial_flip_acceptance: Share of flips accepted that the first batch is sized for.
        initial_swap_acceptance: Share of swaps accepted that the first batch is sized for.

    """

    smallest: int = 32
    largest_per_arc: int = 4
    largest_per_node: int = 2
    accepted_per_arc: float = 0.06
    accepted_per_sector: float = 0.25
    screened_from: int = 128
    initial_flip_acceptance: float = 0.3
    initial_swap_acceptance: float = 0.05


@dataclass(frozen=True)
class PenaltySettings:
    """Penalties for what must hold at the end but may be violated on the way.

    Attributes:
        curvature: Quadratic part of the penalty for a load outside its tolerance, per unit of deviation; the linear
            part is 1.
        weight: Weight of the further penalty terms (criteria, cannot-link pairs, cap on moves), in mean edge costs.
        growth: Factor by which that weight grows over the run, less 1.
        quench_weight: Scale of its growth after `AnnealingSettings.quench_at`.
        quench_rate: Growth from then on, in `quench_weight` per unit of budget.
        cap_weight: Factor on the weight, per sector, for residents moved above the cap.

    """

    curvature: float = 50.0
    weight: float = 10.0
    growth: float = 4.0
    quench_weight: float = 40.0
    quench_rate: float = 5.0
    cap_weight: float = 10.0


@dataclass(frozen=True)
class SwapSettings:
    """Annealing by swaps.

    Attributes:
        single_share: Share of proposals that are single flips.
        tolerance_margin: Share of the tolerance the search aims at.
        initial_temperature: In mean edge costs.
        final_temperature: In mean edge costs.
        penalty_weight: Weight of the penalty for loads outside the tolerance, in mean edge costs.

    """

    single_share: float = 0.25
    tolerance_margin: float = 0.999
    initial_temperature: float = 1.0
    final_temperature: float = 0.05
    penalty_weight: float = 400.0


@dataclass(frozen=True)
class NeighbourhoodSettings:
    """What is tried on one group of neighbouring sectors.

    Attributes:
        sectors: Sizes of the groups, in sectors; one is drawn at random each time.
        flips: Flips proposed per sector of the group.
        initial_temperature: In mean edge costs.
        final_temperature: In mean edge costs.
        swaps: Swaps proposed per node where flips end outside the tolerance but may have found something better.

    """

    sectors: tuple[int, ...]
    flips: int
    initial_temperature: float
    final_temperature: float
    swaps: int = 0


@dataclass(frozen=True)
class FlowSettings:
    """Boundaries redrawn as minimum cuts.

    Attributes:
        corridor_depth: Nodes on either side of a boundary that may change sides, in steps from it.
        cuts: Minimum cuts computed for one boundary, at most.
        least_gain: Relative gain below which a cut does not count as better.
        tolerance_margin: Share of the tolerance that a new boundary may use up.
        capacity: Sum of all capacities of a network, in the whole numbers that `scipy` takes.

    """

    corridor_depth: int = 4
    cuts: int = 8
    least_gain: float = 1e-6
    tolerance_margin: float = 0.99
    capacity: float = 1e9


@dataclass(frozen=True)
class RecombinationSettings:
    """Loads brought within the tolerance after the search.

    Attributes:
        merged: Sectors merged and divided again at a time, at most.
        rounds: Recombinations tried, at most.
        idle_rounds: Rounds without a gain after which recombination ends.
        flips: Flips of each annealing run, within the next two bounds.
        fewest_flips: The same at least, per node.
        most_flips: The same at most, per node.
        runs: Initial temperature and penalty weight, in mean edge costs, of the runs tried before recombination, in
            this order. Neighbouring sectors that are all too heavy need the large weights.
        last_run: The same of the run after recombination.
        potentials: Potentials tried for a cut in every second round; in the others spanning trees only.
        retries: Cuts of a recombination made again because what followed did not fit.

    """

    merged: int = 4
    rounds: int = 30
    idle_rounds: int = 6
    flips: int = 400_000
    fewest_flips: int = 20
    most_flips: int = 200
    runs: tuple[tuple[float, float], ...] = ((0.2, 10.0), (0.2, 100.0), (0.2, 300.0), (0.2, 300.0), (0.7, 10.0))
    last_run: tuple[float, float] = (0.5, 10.0)
    potentials: int = 2
    retries: int = 1


@dataclass(frozen=True)
class SettlingSettings:
    """The short annealing run that brings an interrupted search closer to its tolerances.

    Attributes:
        flips: Flips proposed per node.
        most_flips: Flips proposed, at most.
        temperature: Initial temperature, in mean edge costs.
        time_share: Share of the time limit kept for it.

    """

    flips: int = 16
    most_flips: int = 200_000
    temperature: float = 0.1
    time_share: float = 0.1


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
        lesser_up_to: Nodes up to which the lesser efforts are made as well and the best plan of all is kept. They cost
            a fifth of the time; on larger maps more effort is better anyway.
        wide_neighbourhoods: Groups of sectors on the coarsest level, where single nodes weigh little and flips alone
            reach the tolerance.
        small_neighbourhoods: Groups of sectors with few nodes; warm enough to leave the present boundaries behind.

    """

    few_nodes_per_sector: int = 60
    lesser_up_to: int = 5_000
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
