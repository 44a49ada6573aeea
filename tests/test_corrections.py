"""Corrections: how they are written, what is refused, and that they hold in a lake."""

from collections.abc import Callable
from pathlib import Path

import pytest

import warehouse
from flows.entities import decide, doubtful_links
from flows.settings import Settings
from flows.stages import link_lake, publish_lake, run_direct
from tests.test_laws import lake_digests
from warehouse.corrections import Correction, read_corrections, write_correction
from warehouse.errors import DatelineError

Write = Callable[..., Path]

ALL = [
    Correction("merge", ("Yury Borisov", "Yuri Borisov")),
    Correction("split", ("Doe", 'John "Jo" Doe\\')),
    Correction("rename", ("Roscomos",), "Roscosmos"),
    Correction("block", ("Red\n",)),
    Correction("retype", ("Harlow",), "ORG"),
]
ARTICLES = [
    {"id": "1", "published": "2024-05-01", "text": "Ana Silva of Zorvin Works met Silva in Rome."},
    {"id": "2", "published": "2024-05-02", "text": "Ana Silva said on Monday that she would go."},
    {"id": "3", "published": "2024-05-03", "text": "Bo Silva saw Ana Silva, and Silva spoke."},
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    for correction in ALL:
        write_correction(path, correction)
    assert read_corrections(path) == ALL


def test_without_a_file_there_are_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.toml") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[melt]]\nname = 'A'", "no correction is called 'melt'"),
        ("[[merge]]\nnames = ['A']", "two names or more"),
        ("[[merge]]\nnames = 'A'", "two names or more"),
        ("[[split]]\nname = 'A'", "has not just name and from"),
        ("[[block]]\nname = 3", "words in quotes"),
        ("[[retype]]\nname = 'A'\ntype = 'MAN'", "no type is called 'MAN'"),
        ("merge = 3", "no correction is called 'merge'"),
        ("[[merge", "corrections.toml"),
    ],
)
def test_a_faulty_file_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatelineError, match=fault):
        read_corrections(path)


@pytest.fixture
def corrected(tmp_path: Path, write_lines: Write, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A lake of three articles, with a corrections file yet to be written."""
    monkeypatch.setenv("DATELINE_CORRECTIONS", str(tmp_path / "corrections.toml"))
    settings = Settings(lake=tmp_path / "lake", workers=1)
    run_direct(settings, [str(write_lines("a.jsonl", *ARTICLES))])
    return settings


def names_of(settings: Settings) -> set[str]:
    with warehouse.open(settings.lake) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM entity").fetchall()}


def test_a_block_empties_every_table_and_can_be_undone(corrected: Settings) -> None:
    before = lake_digests(corrected)
    write_correction(corrected.corrections, Correction("block", ("Ana Silva",)))
    link_lake(corrected)
    publish_lake(corrected)
    assert "Ana Silva" not in names_of(corrected)
    corrected.corrections.unlink()
    link_lake(corrected)
    assert lake_digests(corrected) == before


def test_an_unmatched_correction_is_an_issue(
    corrected: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    write_correction(corrected.corrections, Correction("block", ("Nobody",)))
    link_lake(corrected)
    publish_lake(corrected)
    assert "no name matches: block 'Nobody'" in capsys.readouterr().err
    with warehouse.open(corrected.lake) as connection:
        query = "SELECT detail FROM issue WHERE reason = 'unmatched_correction'"
        assert connection.execute(query).fetchall() == [("block 'Nobody'",)]


def test_a_no_is_written_and_not_asked_again(corrected: Settings) -> None:
    (doubt,) = doubtful_links(corrected.lake, 5)
    assert (doubt.state, doubt.name, doubt.rule) == ("merged", "Silva", "person_short_name_shared")
    assert decide(corrected.lake, [doubt], lambda _question: "n") == 1
    assert read_corrections(corrected.corrections) == [Correction("split", doubt.named)]
    assert doubtful_links(corrected.lake, 5) == []


@pytest.mark.parametrize(("answer", "written"), [("y", 1), ("", 0), ("q", 0), ("what", 0)])
def test_an_answer_is_a_correction_or_none(corrected: Settings, answer: str, written: int) -> None:
    doubts = doubtful_links(corrected.lake, 5)
    assert decide(corrected.lake, doubts, lambda _question: answer) == written
