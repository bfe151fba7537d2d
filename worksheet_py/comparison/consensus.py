"""How far people agree on an ordered scale, as one figure."""

from collections.abc import Sequence
from math import log2


def consensus(counts: Sequence[int]) -> float | None:
    """The measure Cns of consensus: 1 + Σ p_i log2(1 - |X_i - µ| / d), where d is the length of the scale.

    Source: Tastle, W. J., & Wierman, M. J. (2007). Consensus and dissention: A measure of ordinal
    dispersion. International Journal of Approximate Reasoning, 45(3), 531-545.

    Args:
        counts: How many people chose each step of the scale, in order; zeros included.

    Returns:
        From 0 (half of the people at each end) to 1 (all in one place); None for fewer than two people.
    """
    people, length = sum(counts), len(counts) - 1
    if people < 2:
        return None
    middle = sum(place * count for place, count in enumerate(counts)) / people
    found = 1 + sum(
        count / people * log2(1 - abs(place - middle) / length)
        for place, count in enumerate(counts)
        if count  # a step that nobody chose adds nothing, and its logarithm may not exist
    )
    return min(1.0, max(0.0, round(found, 9)))
