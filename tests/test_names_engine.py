import pytest

from tasks.mentions import find_names
from tasks.names_engine import UnknownEngine, name_finder
from tasks.registry import load_registry

TEXT = "Officers of the Zorvin Guard’s fleet met Ana Silva."


@pytest.fixture
def pipeline(tmp_path):
    spacy = pytest.importorskip("spacy", reason="spaCy is an extra")
    blank = spacy.blank("en")
    ruler = blank.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "the Zorvin Guard’s"},
            {"label": "PERSON", "pattern": "Ana Silva"},
            {"label": "CARDINAL", "pattern": "Officers"},
        ]
    )
    blank.to_disk(tmp_path / "ruled")
    return tmp_path / "ruled"


def test_a_pipeline_by_its_folder_finds_names_alone(pipeline):
    names = name_finder(f"spacy:{pipeline}")(TEXT, load_registry(), 0)
    assert [(n.type, TEXT[n.start : n.end]) for n in names] == [
        ("ORG", "Zorvin Guard"),
        ("PERSON", "Ana Silva"),
    ]


def test_no_name_reaches_across_the_dateline(pipeline):
    names = name_finder(f"spacy:{pipeline}")(TEXT, load_registry(), 20)
    assert [name.type for name in names] == ["PERSON"]


def test_the_shipped_engine_is_the_default():
    assert name_finder() is find_names


@pytest.mark.parametrize("engine", ["spacy", "stanza:en", "spacy:no_such_pipeline_x"])
def test_an_unknown_engine_says_so(engine):
    with pytest.raises(UnknownEngine):
        name_finder(engine)
