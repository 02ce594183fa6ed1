import numpy as np
import pytest
from sector_planner.core.base.errors import InputError
from sector_planner.core.plan.settings import WorkloadWeights
from sector_planner.core.plan.workload import workload


def test_workload_is_the_weighted_sum_of_shares_in_per_mille():
    criteria = {"crime": np.array([1.0, 3.0]), "population": np.array([10.0, 10.0])}
    table = workload(criteria, WorkloadWeights(crime=1, exposed=0, special=0, population=1))
    assert table["workload"].tolist() == [375.0, 625.0]


def test_a_criterion_without_any_value_leaves_its_weight_to_the_others():
    criteria = {"crime": np.zeros(2), "population": np.array([1.0, 3.0])}
    assert workload(criteria, WorkloadWeights())["workload"].tolist() == [250.0, 750.0]


def test_a_negative_value_is_refused_by_field():
    with pytest.raises(InputError, match=r"population.*negative.*-5"):
        workload({"population": np.array([-5.0, 1.0])}, WorkloadWeights())


def test_all_weights_zero_is_refused():
    with pytest.raises(InputError, match="All weights are zero"):
        WorkloadWeights(0, 0, 0, 0)
