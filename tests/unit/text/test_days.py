"""The day of a moment, where the person is."""

import pytest

from tests.unit.conftest import Moves
from tests.unit.factories import document
from worksheet_py import api
from worksheet_py.cli.output import summary_line
from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.serialization import load
from worksheet_py.rounds.series import look_back
from worksheet_py.text.days import local_day


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Europe/London", "2026-06-30T23:30:00.000Z", "2026-07-01"),
        ("Europe/London", "2026-12-31T23:30:00.000Z", "2026-12-31"),
        ("Europe/London", "2026-06-30T22:30:00Z", "2026-06-30"),
        ("Europe/London", "2026-07-01T01:30:00+02:00", "2026-07-01"),
        # The day before the clocks change, and the day on which they do.
        ("Europe/London", "2026-03-28T23:30:00Z", "2026-03-28"),
        ("Europe/London", "2026-03-29T23:30:00Z", "2026-03-30"),
        ("Europe/London", "2026-10-24T23:30:00Z", "2026-10-25"),
        ("Europe/London", "2026-10-25T23:30:00Z", "2026-10-25"),
        ("America/New_York", "2026-11-01T03:59:00Z", "2026-10-31"),
        ("America/New_York", "2026-11-02T04:59:00Z", "2026-11-01"),
        ("America/New_York", "2027-01-01T04:30:00Z", "2026-12-31"),
        ("Pacific/Auckland", "2026-09-30T11:30:00Z", "2026-10-01"),
        ("Pacific/Auckland", "2026-06-30T11:30:00Z", "2026-06-30"),
        ("Asia/Kolkata", "2026-06-30T18:29:00Z", "2026-06-30"),
        ("Asia/Kolkata", "2026-06-30T18:30:00Z", "2026-07-01"),
        ("Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"),
        ("Pacific/Pago_Pago", "2027-01-01T10:59:00Z", "2026-12-31"),
        # As written: the file does not say in which zone, or another zone would leave the calendar.
        ("Pacific/Auckland", "2026-06-30T23:30", "2026-06-30"),
        ("America/New_York", "0001-01-01T00:00:00Z", "0001-01-01"),
        ("Pacific/Kiritimati", "9999-12-31T23:59:59Z", "9999-12-31"),
    ],
)
def test_a_moment_is_on_the_day_that_the_person_had(
    zone: str, moment: str, day: str, moves_to: Moves
) -> None:
    """By the offset of that day and not of today's, on both sides of a change of clocks."""
    moves_to(zone)
    assert str(local_day(moment)) == day


def test_no_moment_is_no_day() -> None:
    """An older file may not say when it was changed."""
    assert local_day("") is None


def test_sentences_name_the_month_that_the_person_had(moves_to: Moves) -> None:
    """What was changed at 23:30 in Greenwich, on the last of June, was changed in July in London."""
    plains = [
        document(
            id=f"r{number}", series="r0", round=number, changed=changed, ideas={"work": {"stage": stage}}
        )
        for number, (changed, stage) in enumerate(
            (("2026-06-30T23:30:00Z", "basics"), ("2026-07-31T22:30:00Z", "not-yet")), 1
        )
    ]
    loaded = [load(plain, api.tool(), api.words()) for plain in plains]
    files = [LoadedFile(str(number), "", one) for number, one in enumerate(loaded)]
    for zone, said, day in (
        ("Europe/London", "on 1 July 2026 to “You really haven’t got this” on 31 July 2026", "2026-07-01"),
        ("America/New_York", "in June 2026 to “You really haven’t got this” in July 2026", "2026-06-30"),
        ("Pacific/Auckland", "in July 2026 to “You really haven’t got this” in August 2026", "2026-07-01"),
    ):
        moves_to(zone)
        (series,) = look_back(files, api.tool(), api.words()).series
        assert said in series.ideas[1].sentence
        assert f"changed {day}" in summary_line(loaded[0])
