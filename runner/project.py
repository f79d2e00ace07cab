"""Where things lie: the checkout, its ignored folder, the database's folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The paths of one checkout."""

    root: Path

    @property
    def addons(self) -> Path:
        """The suite's own addons."""
        return self.root / "addons"

    @property
    def runtime(self) -> Path:
        """The ignored folder for all that is fetched, built or logged."""
        return self.root / ".runtime"

    @property
    def downloads(self) -> Path:
        """Fetched archives: kept by `./club reset`."""
        return self.runtime / "downloads"

    @property
    def stamps(self) -> Path:
        """One small file per finished step, see `runner.stamps`."""
        return self.runtime / "stamps"

    @property
    def logs(self) -> Path:
        """Full logs of every tool and of Odoo."""
        return self.runtime / "logs"

    @property
    def artefacts(self) -> Path:
        """Screenshots and other things tests leave for people to look at."""
        return self.runtime / "artefacts"

    @property
    def odoo(self) -> Path:
        """Root of the unpacked Odoo package; a stable path for readers."""
        return self.runtime / "odoo"

    @property
    def key(self) -> str:
        """A short name for this checkout, the same at every start."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:10]

    @property
    def postgres(self) -> Path:
        """Home of PostgreSQL's binaries and clusters.

        PostgreSQL refuses to run as root, and its own user must be able to
        reach these folders: a checkout in a private folder would shut it out.
        """
        if os.geteuid() == 0:
            return Path("/var/lib") / f"club-{self.key}"
        return self.runtime / "postgres"
