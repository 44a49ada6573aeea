from tasks.names_hashing import mix, rows_of
from tasks.names_own import OWN, OwnWords, own_features
from tasks.names_vocabulary import Vocabulary
from tasks.names_weights import load_weights

NAMES = [("Ana",), ("Bank", "of", "England"), ("New", "York", "Times"), ("Bank", "of", "Ana")]


def test_a_name_scores_the_sum_of_its_features():
    weights = load_weights()
    vocabulary = Vocabulary(weights)
    vocabulary.number([word for name in NAMES for word in name])
    kept = OwnWords(vocabulary)
    kept.scores(NAMES[:1])
    for name, scores in zip(NAMES, kept.scores(NAMES), strict=True):
        rows = rows_of(weights.types, mix(OWN, own_features(name, vocabulary)))
        assert scores.tolist() == rows.sum(axis=0).tolist()
