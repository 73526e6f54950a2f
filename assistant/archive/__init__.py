"""What has been indexed: the only code that knows SQLite or Chroma."""

from assistant.archive.archive import Archive
from assistant.archive.reading import Snapshot
from assistant.archive.rows import Listing, Stored, metadata_sha256
from assistant.archive.status import Status
from assistant.archive.writing import Writer

__all__ = ["Archive", "Listing", "Snapshot", "Status", "Stored", "Writer", "metadata_sha256"]
