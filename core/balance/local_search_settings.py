"""Tuning numbers of the steps that improve a plan: annealing, swaps, neighbourhoods, minimum cuts, recombination.

Temperatures and penalty weights are in *mean edge costs*: the cost of cutting an average edge of the problem at hand.
"""

from __future__ import annotations

from dataclasses import dataclass


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
