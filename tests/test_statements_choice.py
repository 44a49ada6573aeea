import pytest

from tasks import statements_choice
from tasks.statements import find_statements
from tasks.statements_choice import nearest, shares_of, weights
from tests.factories import mention
from training.choosing import Choice, learn


def test_weights_are_whole_numbers_and_none_is_idle():
    assert len(weights()) > 1000
    assert all(isinstance(value, int) and value for value in weights().values())


def test_shares_leave_room_for_nothing():
    assert shares_of([0]) == [0.5]
    assert sum(shares_of([900, -900])) == pytest.approx(1, abs=0.001)
    assert sum(shares_of([10**9, -(10**9)])) < 1


def test_a_reading_near_two_others_is_chosen_before_a_likelier_one_alone():
    readings = [[(0, 3)], [(0, 12)], [(0, 10)], [(0, 8)]]
    best, near = nearest(readings, [0.3, 0.2, 0.2, 0.2])
    assert best == 1
    assert near == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("learned", "said"),
    [
        ({"own": 300}, "the road was closed, although cars use it"),
        ({"cut": 300, "cut , although": 300}, "the road was closed"),
        ({"behind": 300}, "that the road was closed, although cars use it"),
    ],
)
def test_the_reading_with_most_weight_is_chosen(monkeypatch, learned, said):
    monkeypatch.setattr(statements_choice, "weights", lambda: learned)
    lead = "in the dark " if "behind" in learned else ""
    text = f"Smith said {lead}{said.split(',')[0]}, although cars use it."
    _, spans = find_statements(text, "d", [mention(text, "Smith")], [], None)
    assert [span.text for span in spans if span.part == "content"] == [said]


@pytest.mark.parametrize(
    "text", ["The data inform climate decisions.", "The army offered a reward."]
)
def test_a_verb_that_reports_nothing_is_refused(text):
    assert find_statements(text, "d", [], [], None) == ([], [])


def test_what_readers_took_is_learned_the_same_each_time():
    taken = [Choice(f"d{n}", ["good"], [["own"]], [1.0]) for n in range(9)]
    left = [Choice(f"e{n}", ["bad"], [["own"]], [0.0]) for n in range(9)]
    held = learn([*taken, *left])
    assert held["good"] > 0 > held["bad"]
    assert learn([*taken, *left]) == held
