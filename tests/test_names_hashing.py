import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tasks.names_features import affix_features, affix_kinds, hash_feature
from tasks.names_hashing import mix, mix_one, pack_rows, unpack_rows

TABLES = st.tuples(st.integers(1, 9), st.integers(1, 11)).flatmap(
    lambda shape: arrays(np.int16, shape, elements=st.integers(-3000, 3000))
)


@given(TABLES)
def test_sums_of_packed_rows_hold_the_sums_of_columns(table):
    packed = pack_rows(table).sum(axis=0, keepdims=True)
    assert unpack_rows(packed, table.shape[1]).tolist() == [table.sum(axis=0, dtype=int).tolist()]


@given(st.text(max_size=9), st.text(max_size=9))
def test_a_feature_is_hashed_part_by_part(before, behind):
    assert hash_feature(behind, hash_feature(before)) == hash_feature(before + behind)


def test_affixes_are_counted_in_letters():
    kinds = affix_kinds("s{}=", "p{}=", (1, 2))
    for word in ("lima", "łódź"):
        printed = ("s1=" + word[-1], "s2=" + word[-2:], "p1=" + word[0], "p2=" + word[:2])
        assert affix_features(word, kinds) == [hash_feature(each) for each in printed]


def test_one_pair_is_mixed_as_many_are():
    first, second = (np.array([n], np.uint64) for n in (7, 2**63 + 5))
    assert mix_one(3, 7, 2**63 + 5) == int(mix(3, first, second)[0])
