from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_py import api
from worksheet_py.comparison.consensus import consensus
from worksheet_py.comparison.distribution import spread
from worksheet_py.questionnaire.vocabulary import RATINGS, STAGES

PEOPLE = st.lists(st.none() | st.sampled_from(STAGES), max_size=12)
COUNTS = st.lists(st.integers(0, 50), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= 2)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        # Published: the example of `consensus` in the R package agrmt (D. Ruedin), made from the paper.
        ((30, 40, 210, 130, 530, 50, 10), 0.7256876),
        # By hand from the formula: the mean is in the middle, so 1 + Σ p log2(1 - distance / length).
        ((1, 1, 0, 0), 0.7369656),  # 1 + log2(5/6)
        ((1, 0, 1, 0), 0.4150375),  # 1 + log2(2/3)
        ((1, 0, 0, 1), 0.0),  # 1 + log2(1/2)
        ((1, 1, 1, 1), 0.3684828),  # 1 + (log2(1/2) + log2(5/6)) / 2
        ((1, 1, 1), 0.3333333),  # 1 + 2/3 log2(1/2)
        ((1, 1, 1, 1, 1), 0.4339850),  # 1 + 2/5 (log2(1/2) + log2(3/4))
        ((0, 2), 1.0),
    ],
)
def test_the_figure_is_the_published_one(counts: tuple[int, ...], value: float) -> None:
    """The measure is Tastle and Wierman's."""
    assert consensus(counts) == pytest.approx(value, abs=5e-8)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 1, 0, 0)])
def test_it_takes_two(counts: tuple[int, ...]) -> None:
    """Nobody can agree or disagree alone."""
    assert consensus(counts) is None


@given(COUNTS)
def test_it_lies_between_nothing_and_all(counts: list[int]) -> None:
    """The figure is 1 where all are in one place, 0 where half are at each end, else between the two."""
    found = consensus(counts)
    assert found is not None
    assert (found == 1) == (sum(count > 0 for count in counts) == 1)
    at_the_ends = counts[0] == counts[-1] and sum(counts[1:-1]) == 0
    assert (found == 0) == at_the_ends
    assert 0 <= found <= 1


@given(COUNTS, st.integers(2, 5))
def test_neither_direction_nor_number_matters(counts: list[int], times: int) -> None:
    """A scale may be read from either end, and twice the people who say the same agree just as far."""
    assert consensus(counts[::-1]) == pytest.approx(consensus(counts), abs=1e-8)
    assert consensus([count * times for count in counts]) == pytest.approx(consensus(counts), abs=1e-8)


@given(PEOPLE.flatmap(lambda all: st.tuples(st.just(all), st.permutations(all))))
def test_the_order_of_people_does_not_matter(both: tuple[list[str | None], list[str | None]]) -> None:
    """Whoever comes first, the spread is the same, and everybody is in it once."""
    one, other = (spread(chosen, STAGES, api.tool(), api.words()) for chosen in both)
    assert one == other
    assert sum(one["count"].values()) + one["none"] == len(both[0])


@pytest.mark.parametrize(
    ("chosen", "piece"),
    [
        ("", "Nobody has chosen here yet"),
        ("n", "Nobody has chosen here yet"),
        ("r", "takes two"),
        ("rn", "takes two to compare. One person has not chosen."),
        ("gg", "2 people chose, and they all said “GREEN”."),
        ("rg", "too few for a figure"),
        ("rrrggg" + "nn", "far apart. 2 people have not chosen."),
        ("rrraaa", "some way apart"),
        ("aaaaag", "close together"),
    ],
)
def test_agreement_is_said_in_words(chosen: str, piece: str) -> None:
    """A sentence says how far people agree, claims little for few people, and tells who has not chosen."""
    letters = dict(zip("rag", RATINGS, strict=True))
    found = spread((letters.get(letter) for letter in chosen), RATINGS, api.tool(), api.words())
    assert piece in found["agreement"]


def test_who_has_not_chosen_is_not_measured() -> None:
    """Those who have not chosen are counted, and leave the figure as it is."""
    chosen = ["not-yet", "basics", *repeat(None, 9)]
    found = spread(chosen, STAGES, api.tool(), api.words())
    assert (found["none"], found["from"], found["to"]) == (9, "not-yet", "basics")
    assert found["consensus"] == consensus((1, 1, 0, 0))
