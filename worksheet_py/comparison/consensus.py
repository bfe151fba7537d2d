"""How far people agree on an ordered scale, as one figure."""

from collections.abc import Sequence
from math import log2


def consensus(counts: Sequence[int]) -> float | None:
    """From 0 (half of the people at each end) to 1 (all in one place); None for fewer than two people.

    `counts` holds how many chose each step of the scale, in order, those that nobody chose included. This is
    the measure Cns of Tastle, W. J., & Wierman, M. J. (2007). Consensus and dissention: A measure of ordinal
    dispersion. International Journal of Approximate Reasoning, 45(3), 531-545:
    1 + Σ p_i log2(1 - |X_i - µ| / d), where d is the length of the scale.
    """
    people, length = sum(counts), len(counts) - 1
    if people < 2:
        return None
    middle = sum(place * count for place, count in enumerate(counts)) / people
    found = 1 + sum(
        count / people * log2(1 - abs(place - middle) / length)
        for place, count in enumerate(counts)
        if count  # where nobody is, nothing is added (and a whole scale away, no logarithm is there)
    )
    return min(1.0, max(0.0, round(found, 9)))
