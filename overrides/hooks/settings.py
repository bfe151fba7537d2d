"""Where things are, and everything that the environment says about a build.

No other file of the build reads an environment variable (tests/pipeline/test_hooks.py).
"""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
NPM = ROOT / "node_modules"
OVERRIDES = ROOT / "overrides"
# The day of the newest release, which `make release` writes here: so its source alone makes the same site.
RELEASED = "2026-11-01"


@frozen
class Settings:
    """What can be chosen for a build, each by the environment variable of the same name in capitals.

    A switch is off when its variable is `0` or empty, and on for everything else.

    Attributes:
        site_url: The final address, for search engines and for the page for wrong addresses. Default: none.
        edition: A folder with other words (`content/` and `docs/`). Default: the words of this repository.
        contact: How people can say what is in their way; shown on the accessibility page. Default: nothing.
        snapshot: Whether to make the quick start of Python. Default: on.
        slim: Whether the quick start leaves out parts of Pyodide that the site never calls. Default: on.
        strict_snapshot: Whether the build stops if the quick start fails. Default: on where CI is set.
        build_cache: Whether to keep slow parts in `build/cache` for the next build. Default: on.
        source_date_epoch: When the site was made, in seconds since 1970 (reproducible-builds.org).
            Default: the day of the newest release.
    """

    site_url: str
    edition: Path | None
    contact: str
    snapshot: bool
    slim: bool
    strict_snapshot: bool
    build_cache: bool
    source_date_epoch: int

    @property
    def built(self) -> date:
        """The day on which the site was made; a clock before it cannot be right."""
        return datetime.fromtimestamp(self.source_date_epoch, UTC).date()


def settings() -> Settings:
    """Return the settings as the environment has them now."""
    edition = os.environ.get("EDITION")
    return Settings(
        site_url=os.environ.get("SITE_URL", ""),
        edition=Path(edition).resolve() if edition else None,
        contact=os.environ.get("CONTACT", ""),
        snapshot=switch("SNAPSHOT", True),
        slim=switch("SLIM", True),
        strict_snapshot=switch("STRICT_SNAPSHOT", switch("CI", False)),
        build_cache=switch("BUILD_CACHE", True),
        source_date_epoch=int(os.environ.get("SOURCE_DATE_EPOCH", midnight(RELEASED))),
    )


def midnight(day: str) -> int:
    """Return when a day begins, in seconds since 1970."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def tell_day() -> None:
    """Let MkDocs date the list for search engines by the day on which the site was made, too."""
    os.environ["SOURCE_DATE_EPOCH"] = str(settings().source_date_epoch)


def switch(name: str, default: bool) -> bool:
    """Return whether a variable is switched on."""
    return os.environ[name] not in ("", "0") if name in os.environ else default


def subprocess_environment() -> dict[str, str]:
    """Return the environment for programs that the build starts: our own Node first, and no time of day."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {"PATH": programs, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
