"""How long tests search, and how many examples they draw."""

from hypothesis import HealthCheck, Phase, settings
from sector_planner.core.balance.settings import BalanceSettings

QUICK = BalanceSettings(effort="quick")
PATIENT = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failing map is as small as it was drawn: shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)
