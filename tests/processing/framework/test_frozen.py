"""Ids and parameter names are a promise to saved models: what is in tests/data/frozen.txt stays."""

from pathlib import Path

FROZEN = Path(__file__).parents[2] / "data" / "frozen.txt"


def promised():
    lines = FROZEN.read_text(encoding="utf-8").splitlines()
    return {name: set(words.split()) for name, _, words in (line.partition(":") for line in lines if line)}


def offered(provider):
    return {
        algorithm.name(): {definition.name() for definition in algorithm.parameterDefinitions()}
        for algorithm in provider.algorithms()
    }


def test_what_was_promised_is_still_offered(provider):
    found = offered(provider)
    broken = {name: words - found.get(name, set()) for name, words in promised().items()}
    broken = {name: sorted(words) for name, words in broken.items() if words or name not in found}
    assert not broken, (
        f"These algorithms or parameters are gone: {broken}. Saved models use them: bring them back, or keep the old "
        "name and flag it as deprecated."
    )


def test_what_is_offered_is_promised(provider):
    known = promised()
    lines = [
        f"{name}: {' '.join(sorted(words))}"
        for name, words in sorted(offered(provider).items())
        if words != known.get(name)
    ]
    assert not lines, (
        "New algorithms or parameters. Are the names final? Then put these lines into tests/data/frozen.txt "
        "(one line for each algorithm, sorted; replace its old line):\n" + "\n".join(lines)
    )
