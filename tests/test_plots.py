"""The geometry of the plots: dots, intervals, open sides, units and dates."""

import pytest

from pipeline import plots


def mark(value, kind="count", low=None, high=None, **more):
    return {
        "label": value,
        "text": value,
        "claim": {
            "kind": kind,
            "value": value,
            "low": value if low is None else low,
            "high": value if high is None else high,
        }
        | more,
    }


def test_a_plot_shows_open_sides_and_ranges():
    plot = plots.dots([mark("10", high=""), mark("", low="5", high="20")])
    assert [(r.dot, r.left, r.right, r.open_right) for r in plot.rows] == [
        (35.0, 35.0, 100.0, True),
        (None, 5.0, 95.0, False),
    ]
    assert plot.alt.startswith("Plot of 2 readings from 5 to 20.")


def test_a_rounded_figure_is_drawn_with_its_precision_and_a_count_is_not():
    rounded = plots.dots(
        [mark("1600000000", "money", precision="50000000"), mark("1800000000", "money", precision="50000000")]
    )
    assert all(row.left < row.dot < row.right for row in rounded.rows)
    counted = plots.dots([mark("350", precision="0.5"), mark("360", precision="0.5")])
    assert all(row.left == row.dot == row.right for row in counted.rows)


def test_a_plot_of_far_apart_values_is_logarithmic_and_says_so():
    plot = plots.dots([mark("1"), mark("100"), mark("10000")])
    assert ([r.dot for r in plot.rows], plot.note) == ([5.0, 50.0, 95.0], "logarithmic scale")


@pytest.mark.parametrize(
    "marks", [[], [mark("5")], [mark("5"), mark("5")], [mark("5"), mark("2018", "date")], [mark("x"), mark("y")]]
)
def test_nothing_to_compare_is_no_plot(marks):
    assert plots.dots(marks) is None


def test_units_are_brought_to_one_axis_or_there_is_no_plot():
    plot = plots.dots([mark("1", "measure", unit="kilometer"), mark("1", "measure", unit="mile")])
    assert plot.alt.startswith("Plot of 2 readings from 1 to 1.60934")
    assert plots.dots([mark("1", "measure", unit="ton"), mark("2", "measure", unit="pound")]) is None, (
        "which ton is open"
    )
    assert plots.dots([mark("1", "money", unit="USD"), mark("2", "money", unit="CAD")]) is None
    assert plots.dots([mark("1", unit="envoy"), mark("2", unit="ambassador")]) is not None


def test_dates_and_clock_times_have_axes_of_their_own():
    dates = plots.dots([mark("2014-07", "date", "2014-07-01", "2014-07-31"), mark("2014-08-15", "date")])
    assert (dates.first, dates.last) == ("2014-07-01", "2014-08-15")
    times = plots.dots([mark("16:45", "time"), mark("1912-04-15T17:20", "time")])
    assert (times.first, times.last) == ("16:45", "17:20")


def test_a_strip_orders_readings_by_their_as_of_dates():
    strip = plots.strip(
        [mark("b", as_of="2022", period="2000/.."), mark("a", as_of="2019", period="2000/.."), mark("c")]
    )
    assert [row.label for row in strip.rows] == ["a, as of 2019", "b, as of 2022"]
    assert strip.rows[0].left == 5.0 and strip.rows[1].dot == 95.0
    assert plots.strip([mark("a", as_of="2019"), mark("b", as_of="2019")]) is None
