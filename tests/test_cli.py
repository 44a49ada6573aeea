"""The command line as a user meets it: real processes, real output."""

import csv
import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from flows.cli import app
from flows.settings import Settings

ROOT = Path(__file__).parent.parent
SEED = "seeds/roscosmos-leaves-iss-2022-07-27.txt"
VERBS = sorted(typer.main.get_command(app).commands)


def dateline(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("verb", VERBS)
def test_help_shows_an_example(verb: str) -> None:
    done = dateline(verb, "--help")
    assert f"Example: dateline {verb}" in done.stdout


def test_help_is_quick() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    dateline("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["resolve", "on Tuesday", "--published", "2022-07-27"],
        ["annotate", SEED],
        ["sql", "SELECT 1"],
        ["why", "LAKE"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_reading_verbs_import_neither_prefect_nor_pandas(
    arguments: list[str], seed_lake: Settings
) -> None:
    row = lines(
        dateline("sql", "SELECT timex_id FROM timex LIMIT 1", "--lake", str(seed_lake.lake))
    )
    arguments = [row[0]["timex_id"] if word == "LAKE" else word for word in arguments]
    place = ["--lake", str(seed_lake.lake)] if arguments[0] in ("sql", "why") else []
    code = (
        f"import sys; sys.argv = {['dateline', *arguments, *place]!r}\n"
        "from flows.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print([name for name in ('prefect', 'pandas') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_resolve_loads_no_other_annotator() -> None:
    code = (
        "import sys, flows.resolving\n"
        "print([name for name in ('numpy', 'duckdb', 'tasks.annotate') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_annotate_prints_the_contract(seed_text: str) -> None:
    (found,) = lines(dateline("annotate", SEED))
    assert list(found) == [
        "doc_id", "id", "published", "dateline", "timexes", "mentions", "statements",
        "occupancies", "claims",
    ]  # fmt: skip
    assert found["dateline"] == {
        "place": "Moscow", "date": "2022-07-27", "agency": "TDI", "start": 0, "end": 27, "body": 28,
    }  # fmt: skip
    for row in found["timexes"] + found["mentions"]:
        assert seed_text[row["start"] : row["end"]] == row["text"]


def test_annotate_takes_a_date_where_the_input_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("They met yesterday.", encoding="utf-8")
    (found,) = lines(dateline("annotate", str(path), "--published", "2024-05-16"))
    assert [t["value"] for t in found["timexes"]] == ["2024-05-15"]


def test_annotate_goes_on_after_bad_input_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"no": "text"}\n{"text": "Fine."}\n', encoding="utf-8")
    assert len(lines(dateline("annotate", str(path)))) == 1
    strict = dateline("annotate", str(path), "--strict")
    assert strict.returncode == 1
    assert "no_text" in strict.stderr


def test_resolve_gives_value_interval_rule_and_reason() -> None:
    (row,) = lines(dateline("resolve", "They met last Tuesday.", "--published", "2026-01-01"))
    assert (row["value"], row["begins"], row["ends"]) == ("2025-12-30", "2025-12-30", "2025-12-31")
    assert row["rule"]
    assert row["reason"]


def test_sql_prints_json_lines_when_piped(seed_lake: Settings) -> None:
    rows = lines(
        dateline("sql", "SELECT 1 AS one, DATE '2024-01-02' AS day", "--lake", str(seed_lake.lake))
    )
    assert rows == [{"one": 1, "day": "2024-01-02"}]


def test_sql_csv_disarms_formulas(seed_lake: Settings) -> None:
    query = "SELECT '=1+1' AS a, -1 AS b"
    done = dateline("sql", query, "--format", "csv", "--lake", str(seed_lake.lake))
    assert list(csv.reader(io.StringIO(done.stdout))) == [["a", "b"], ["'=1+1", "-1"]]


@pytest.mark.parametrize(
    "query", ["DELETE FROM timex", "COPY timex TO 'x.csv'", "FROM 'README.md'"]
)
def test_sql_can_neither_write_nor_read_files(query: str, seed_lake: Settings) -> None:
    done = dateline("sql", query, "--lake", str(seed_lake.lake))
    assert done.returncode == 2
    assert "hint:" in done.stderr


def test_why_leads_back_to_the_words(seed_lake: Settings, seed_text: str) -> None:
    lake = str(seed_lake.lake)
    query = "SELECT timex_id, text FROM timex WHERE text = 'last month'"
    (row,) = lines(dateline("sql", query, "--lake", lake))
    (receipt,) = lines(dateline("why", row["timex_id"], "--lake", lake))
    assert "⟦last month⟧" in receipt["sentence"]
    assert seed_text[receipt["start_char"] : receipt["end_char"]] == "last month"


@pytest.mark.parametrize(
    "arguments",
    [
        ["why", "tx-unknown"],
        ["sql", "SELEC 1"],
        ["resolve", "x", "--published", "someday"],
        ["run", "--direct", "--workers", "-1"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_fault_is_two_lines_and_exit_code_2(arguments: list[str], seed_lake: Settings) -> None:
    place = [] if arguments[0] == "resolve" else ["--lake", str(seed_lake.lake)]
    done = dateline(*arguments, *place)
    assert done.returncode == 2
    assert done.stderr.startswith("dateline: ")
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr


def test_run_prints_its_counts(tmp_path: Path) -> None:
    (row,) = lines(dateline("run", "--direct", SEED, "--lake", str(tmp_path / "lake")))
    assert (row["in"], row["current"], row["quarantined"]) == (1, 1, 0)
    assert Path(row["report"]).exists()


def test_strict_run_exits_with_1_where_input_was_quarantined(tmp_path: Path) -> None:
    place = ["--lake", str(tmp_path / "lake")]
    assert dateline("run", "--direct", "nowhere.txt", *place).returncode == 0
    assert dateline("run", "--direct", "nowhere.txt", "--strict", *place).returncode == 1


def test_doctor_says_where_settings_come_from(seed_lake: Settings) -> None:
    rows = lines(dateline("doctor", "--lake", str(seed_lake.lake)))
    origins = {row["name"]: row["origin"] for row in rows}
    assert origins["lake"] == "flag"
    assert origins["sources"] == "dateline.toml"
    assert origins["keep_bytes"] == "default"


def test_live_sql_reads_the_lake_itself(seed_lake: Settings) -> None:
    lake = str(seed_lake.lake)
    rows = lines(dateline("sql", "SELECT count(*) AS n FROM document", "--live", "--lake", lake))
    assert rows == [{"n": 1}]
