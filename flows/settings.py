"""Settings: ``dateline.toml``, overridden by ``DATELINE_*`` variables, overridden by flags."""

import csv
import json
import os
import tomllib
from collections.abc import Iterator, Set
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.fetching import Manners
from flows.workers import Limits
from tasks.annotator import OWN, annotator_version
from warehouse.errors import DatelineError
from warehouse.lake import Lake

TOML_FILE = "dateline.toml"
PREFIX = "DATELINE_"
SEEDS = "seeds"


class Source(BaseModel):
    """One named place that articles come from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(description="Name of the source, in `document.source`.")
    paths: list[str] = Field(description="Files, folders and globs.")
    publisher: str | None = Field(default=None, description="Publisher where a record names none.")
    language: str = Field(default="en", description="Language where a record names none.")
    follow: bool = Field(
        default=True, description="Whether teasers of a feed are followed to their pages."
    )
    columns: dict[str, str] = Field(
        default_factory=dict, description='Our names by the input\'s: text = "body".'
    )
    time_zone: str | None = Field(
        default=None, description="Zone of times without one, such as Europe/Berlin; else UTC."
    )
    day_first: bool | None = Field(
        default=None, description="Whether 3/4/2024 is in April; else it is not read."
    )


class Names(BaseModel):
    """How names are found."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: str = Field(
        "dateline",
        pattern=r"^(dateline|spacy:.+)$",
        description="dateline, or spacy:PIPELINE (with dateline[spacy]).",
    )


class Settings(BaseSettings):
    """Everything that can be set; `dateline doctor` shows each value and where it came from."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", toml_file=TOML_FILE, extra="forbid"
    )

    lake: Path = Field(Path("lake"), description="Folder of the lake.")
    catalog: str | None = Field(None, description="Catalog elsewhere, such as postgres:dbname=…")
    data: str | None = Field(None, description="Parquet elsewhere, such as s3://bucket/lake/")
    sources: list[Source] = Field(
        default_factory=lambda: [Source(name="seeds", paths=[_seeds()])],
        description="Where articles come from.",
    )
    names: Names = Field(
        default_factory=lambda: Names(engine="dateline"), description="How names are found."
    )
    registries: list[Path] = Field(default_factory=list[Path], description="CSV files of names.")
    corrections: Path = Field(
        Path("corrections.toml"), description="What the user says of names: merge, split, …"
    )
    memory: str = Field(
        "128MB", description="What DuckDB may hold in memory, the rest goes to disk."
    )
    workers: int = Field(0, ge=0, description="Annotating processes; 0 is one for each core.")
    shard_documents: int = Field(1000, ge=1, description="Documents in a shard, at most.")
    document_seconds: float = Field(20.0, gt=0, description="Time that reading an input may take.")
    document_memory: int = Field(320, ge=64, description="Megabytes that reading one may take.")
    user_agent: str = Field(
        "dateline (news reader)", description="Name under which addresses are fetched."
    )
    fetch_seconds: float = Field(30.0, gt=0, description="Time that fetching one may take.")
    host_seconds: float = Field(1.0, ge=0, description="Pause between two calls of one host.")
    fetch_hosts: int = Field(6, ge=1, description="How many hosts are called at a time.")
    allow_private: bool = Field(
        False, description="Whether addresses of private networks are fetched."
    )
    keep_bytes: bool = Field(False, description="Whether snapshots keep the bytes themselves.")
    report: Path | None = Field(None, description="Report file; default report.html in the lake.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before variables before the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def engine(self) -> str:
        """Who finds the names; can be loaded.

        Raises:
            DatelineError: the engine is not installed.

        """
        if self.names.engine == OWN:
            return OWN
        from tasks.names_engine import UnknownEngine, name_finder  # brings the annotators

        try:
            name_finder(self.names.engine)
        except UnknownEngine as error:
            raise DatelineError(str(error), "docs/names.md tells how engines are named") from error
        return self.names.engine

    @property
    def annotator(self) -> str:
        """What reads the documents, as it stands in their rows."""
        return annotator_version(self.names.engine)

    @property
    def lake_place(self) -> Lake:
        """Where the lake stands."""
        return Lake(self.lake, self.catalog, self.data, self.memory)

    @property
    def report_path(self) -> Path:
        """Where the report is written."""
        return self.report or self.lake / "report.html"

    @property
    def worker_count(self) -> int:
        """How many processes annotate."""
        return self.workers or os.cpu_count() or 1

    @property
    def reading_limits(self) -> Limits:
        """What reading one input may take."""
        memory = self.document_memory * 1024 * 1024
        return Limits(self.document_seconds, memory, self.worker_count)

    @property
    def manners(self) -> Manners:
        """How addresses are fetched."""
        return Manners(
            self.user_agent,
            self.fetch_seconds,
            self.host_seconds,
            allow_private=self.allow_private,
            hosts=self.fetch_hosts,
        )

    @property
    def config_sha256(self) -> str:
        """SHA-256 of the settings in force."""
        held = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return sha256(held.encode()).hexdigest()


def _seeds() -> str:
    """The seed articles: of this folder, else those that were installed."""
    return SEEDS if Path(SEEDS).is_dir() else str(files(SEEDS))


def load_settings(**flags: Any) -> Settings:
    """The settings in force; a flag that is None was not given.

    Raises `DatelineError` that names the value at fault.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DatelineError(
            f"setting {where!r}: {first['msg']}", f"see {TOML_FILE} or {PREFIX}{where.upper()}"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise DatelineError(f"{TOML_FILE}: {error}", "mend the file; it is TOML") from error


def describe_settings(settings: Settings, flags: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Name, value and origin of each setting; ``flags`` names those that were given as such."""
    path = Path(TOML_FILE)
    held = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name in type(settings).model_fields:
        variable = PREFIX + name.upper()
        given = {"flag": name in flags, variable: variable in os.environ, TOML_FILE: name in held}
        origin = next((place for place, is_given in given.items() if is_given), "default")
        yield name, str(getattr(settings, name)), origin


def read_registries(paths: list[Path]) -> list[dict[str, str]]:
    """The rows of the user's registries; raises `DatelineError` where one cannot be read."""
    rows: list[dict[str, str]] = []
    for path in paths:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows.extend(csv.DictReader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise DatelineError(
                f"registry {path}: {error}", "it is CSV in UTF-8 with the columns of the docs"
            ) from error
    return rows
