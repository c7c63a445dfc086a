"""Settings, read from the environment (CLAIMCHECK_…); only `app.main` and the command line read them."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """How the service runs."""

    model_config = SettingsConfigDict(env_prefix="CLAIMCHECK_", frozen=True, extra="forbid")

    database_url: str = Field(default="sqlite:///data/claimcheck.db", description="Where sources and checks are kept.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes any free one.")
    seed: bool = Field(default=True, description="Fill an empty store with the packaged sources.")
    seed_path: Path = Field(default=_ROOT / "seed_data", description="Folder of the packaged sources.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer; about one for each core.")
    reading: Literal["facets", "trained"] = Field(
        default="trained", description="Who reads statements: facets alone, or a trained reader beside them."
    )
    threads: int = Field(default=2, ge=1, le=64, description="Threads of the models.")
    drain_seconds: float = Field(
        default=0, ge=0, le=300, description="How long to answer on, no longer ready, once told to stop."
    )
    publisher_name: str = Field(default="claimcheck", min_length=1, description="Who publishes reviewed checks.")
    publisher_url: str = Field(
        default="http://127.0.0.1:8000", pattern="^https?://", description="Where its readers reach this service."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Least level to log.")
