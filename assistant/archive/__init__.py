"""What has been indexed: the only code that knows SQLite or Chroma."""

from assistant.archive.archive import Archive
from assistant.archive.archive_writer import ArchiveWriter
from assistant.archive.database.rows import Listing, Stored, metadata_sha256
from assistant.archive.database.source_store import Source
from assistant.archive.health import Status
from assistant.archive.snapshot import Snapshot

__all__ = ["Archive", "ArchiveWriter", "Listing", "Snapshot", "Source", "Status", "Stored", "metadata_sha256"]
