import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.names_words import find_words

TEXTS = (
    "Ana came.\nBob’s U.S.-China talks\n\nEnd",
    "",
    " \n Short line:\nNext one",
    "\x85é\u0301t",
)
WRAPPED = "A line that is long enough to be wrapped where it ends\nGoes on here.\nBegins anew\n"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_words_hold_all_that_is_printed(text):
    words = find_words(text)
    assert "".join(words.words) == "".join(text.split())
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    assert [text[start:end] for start, end in spans] == words.words


def test_texts_together_have_the_words_of_each():
    together, apart = find_words(*TEXTS), [find_words(text) for text in TEXTS]
    assert together.words == [word for words in apart for word in words.words]
    assert together.starts.tolist() == [at for words in apart for at in words.starts.tolist()]
    assert np.bincount(together.text).tolist() == list(map(len, apart))
    assert len(together.breaks) - 1 == sum(len(words.breaks) - 1 for words in apart)


@pytest.mark.parametrize(
    ("text", "begun"),
    [(WRAPPED, ["A", "Begins"]), (TEXTS[0], ["Ana", "Bob", "End"]), (TEXTS[2], ["Short", "Next"])],
)
def test_lines_that_go_on_begin_no_sentence(text, begun):
    words = find_words(text)
    assert [words.words[place] for place in words.breaks[:-1]] == begun
