"""The `dateline` command: one function for each verb, which imports what it needs when called."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.render import Format, default_format, print_json, print_rows
from warehouse.errors import DatelineError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="News articles into a DuckDB warehouse: names and dates normalised, every cell traceable.",
)

LakeOption = Annotated[
    Path | None, typer.Option("--lake", help="Folder of the lake, else DATELINE_LAKE.")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="Publication date where the input has none.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 where some input was quarantined.")
]


def main() -> None:
    """Run the command line; a fault that the reader can mend is two lines and exit code 2."""
    debug = "--debug" in sys.argv
    try:
        _check_packages()
        app(args=[argument for argument in sys.argv[1:] if argument != "--debug"])
    except DatelineError as error:
        if debug:
            raise
        print(f"dateline: {error}\n  hint: {error.hint}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except RuntimeError as error:
        if debug or not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        # DuckDB wraps a Ctrl-C that meets it at work.
        print("dateline: interrupted; what was not committed is left out", file=sys.stderr)
        sys.exit(130)


@app.command()
def run(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, addresses.")
    ] = None,
    lake: LakeOption = None,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect's engine.")] = False,
    workers: Annotated[int | None, typer.Option(help="Annotating processes.")] = None,
    reannotate: Annotated[
        bool, typer.Option("--reannotate", help="Also what older annotators read.")
    ] = False,
    strict: StrictOption = False,
) -> None:
    """Ingest, annotate, link and publish; without PATHS, the sources of dateline.toml.

    Example: dateline run articles/*.txt
    """
    from flows.running import run_job, summary

    row, published = run_job(paths, lake, workers, direct=direct, reannotate=reannotate)
    print_rows(*summary(row, published), default_format())
    if row.n_quarantined:
        print(f"{row.n_quarantined} records were quarantined: see table issue", file=sys.stderr)
        raise typer.Exit(1 if strict else 0)


@app.command()
def ingest(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, addresses.")
    ] = None,
    lake: LakeOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be written.")
    ] = False,
    strict: StrictOption = False,
) -> None:
    """Read into documents without annotating them; `run --reannotate` does that later.

    Example: dateline ingest articles/*.html --dry-run
    """
    from flows.ingesting import ingest_only
    from flows.planning import PLANNED, plan_reading
    from flows.running import summary

    if dry_run:
        print_rows(PLANNED, plan_reading(paths, lake), default_format())
        return
    row, published = ingest_only(paths, lake)
    print_rows(*summary(row, published), default_format())
    raise typer.Exit(1 if strict and row.n_quarantined else 0)


@app.command()
def retry(lake: LakeOption = None) -> None:
    """Read again what was quarantined; what can be read now leaves the table of issues.

    Example: dateline retry
    """
    from flows.ingesting import retry_quarantined
    from flows.running import summary

    print_rows(*summary(*retry_quarantined(lake)), default_format())


@app.command()
def annotate(
    files: Annotated[list[str], typer.Argument(help="Files, folders, globs.")],
    published: PublishedOption = None,
    strict: StrictOption = False,
) -> None:
    """Annotate without a warehouse: one JSON object for each document.

    Example: dateline annotate article.txt --published 2022-07-27
    """
    from flows.reading import annotate_files

    refused = 0
    for found, issues in annotate_files(files, published):
        for issue in issues:
            print(f"dateline: {issue.uri}: {issue.reason}: {issue.detail}", file=sys.stderr)
        refused += found is None
        if found is not None:
            print_json(found)
    raise typer.Exit(1 if strict and refused else 0)


@app.command()
def resolve(
    text: Annotated[str, typer.Argument(help="A sentence.")],
    published: PublishedOption = None,
    how: Annotated[Format | None, typer.Option("--format", help="table, json or csv.")] = None,
) -> None:
    """Show each time expression of a sentence with value, interval, rule and reason.

    Example: dateline resolve "They met last Tuesday." --published 2026-01-01
    """
    from flows.resolving import RESOLVED, resolve_text

    print_rows(RESOLVED, resolve_text(text, published), how or default_format())


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="SQL; without it, a prompt.")] = None,
    lake: LakeOption = None,
    how: Annotated[Format | None, typer.Option("--format", help="How rows are printed.")] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask the lake itself.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List the views.")] = False,
) -> None:
    """Ask the warehouse in SQL; nothing can be written.

    Example: dateline sql "FROM plan_timeline"
    """
    from flows.asking import ask, list_views, prompt

    if show:
        print_rows(*list_views(), how or default_format())
    elif query is None:
        prompt(lake, live=live)
    else:
        ask(query, lake, how or default_format(), live=live)


@app.command()
def why(
    row: Annotated[str, typer.Argument(metavar="ID", help="Id of any row.")],
    lake: LakeOption = None,
    how: Annotated[Format | None, typer.Option("--format", help="table or json.")] = None,
) -> None:
    """Trace a row to its words in their sentence, its document and its bytes.

    Example: dateline why tx-0123456789abcdef0123
    """
    from flows.asking import print_receipt

    print_receipt(row, lake, how or default_format())


@app.command()
def entities(
    lake: LakeOption = None,
    limit: Annotated[int, typer.Option(help="How many, at most.")] = 20,
    decide: Annotated[bool, typer.Option("--decide", help="Ask, and write corrections.")] = False,
    how: Annotated[Format | None, typer.Option("--format", help="How rows are printed.")] = None,
) -> None:
    """List merges of names that are doubtful and those likely missed, worst first.

    Example: dateline entities --limit 5
    """
    from flows import entities as asked

    doubts = asked.doubtful_links(lake, limit)
    if decide:
        asked.report_decisions(lake, asked.decide(lake, doubts))
    else:
        columns = len(asked.COLUMNS)
        print_rows(asked.COLUMNS, (doubt[:columns] for doubt in doubts), how or default_format())


@app.command()
def report(
    lake: LakeOption = None,
    output: Annotated[Path | None, typer.Option(help="Where to write it.")] = None,
) -> None:
    """Write the HTML report again and print its path.

    Example: dateline report --output report.html
    """
    from flows.running import rewrite_report

    print(rewrite_report(lake, output))


@app.command()
def export(
    how: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, json, parquet, xlsx, duckdb or ftm.")
    ],
    output: Annotated[Path, typer.Argument(help="A folder for csv, json, parquet; else a file.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Tables and views; else all tables.")
    ] = None,
    lake: LakeOption = None,
) -> None:
    """Write tables and views as files for other programs; ftm is FollowTheMoney.

    Example: dateline export csv out plan_timeline who_said_what
    """
    from flows.settings import load_settings
    from warehouse.exports import export as export_rows

    published = load_settings(lake=lake).lake_place.published
    found = export_rows(published, how, output, names or [])
    print_rows(["file", "rows"], ([str(f.file), f.n_rows] for f in found), default_format())


@app.command()
def doctor(
    lake: LakeOption = None,
    digest: Annotated[bool, typer.Option("--digest", help="A hash over each table.")] = False,
    how: Annotated[Format | None, typer.Option("--format", help="How rows are printed.")] = None,
) -> None:
    """Show versions, settings and where each came from, and the state of the lake.

    Example: dateline doctor --digest
    """
    from flows.diagnosis import diagnose, lake_digests

    print_rows(*(lake_digests(lake) if digest else diagnose(lake)), how or default_format())


def _check_packages() -> None:
    """Refuse a shared environment in which another package took one of our names."""
    import flows
    import tasks
    import warehouse

    homes = {
        package: Path(str(package.__file__)).parent.parent for package in (flows, tasks, warehouse)
    }
    for package, home in homes.items():
        if home != homes[flows]:
            raise DatelineError(
                f"package {package.__name__!r} is not dateline's: {package.__file__}",
                "install dateline in an environment of its own",
            )


if __name__ == "__main__":
    main()
