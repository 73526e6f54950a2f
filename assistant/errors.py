"""Everything that can go wrong, each with what to do about it.

    PullquoteError
    ├── UsageError                what was asked for makes no sense: a question, a date, a setting
    │   ├── QuestionError         empty, or too long
    │   ├── FilterError           a date that is none, since after until
    │   └── SettingsError         an unknown key, a value of the wrong kind
    ├── ArchiveError
    │   ├── ArchiveMissing        nothing has been indexed there
    │   ├── ArchiveIncompatible   made by another schema or another embedder
    │   ├── ArchiveDamaged        its bytes are not what was written
    │   ├── ArchiveLocked         another process is writing
    │   ├── ArchiveUnwritable     no permission, a read-only file system
    │   ├── ArchiveFull           the disk has no room left
    │   ├── ArchiveUnreachable    the Chroma server does not answer
    │   └── ArticleMissing        no article of that id or version
    ├── IndexingError             nothing at all could be indexed
    ├── OutOfMemory               the system gives this process no more memory
    ├── ModelFilesError           the local models are missing or not the ones we trust
    ├── ExtraMissing              a package that only an extra of pullquote brings; an ImportError too
    └── LanguageModelError        the language model failed; its `reason` says how

`message` names what is wrong in one line, `remedy` says what to do next, and `code` is the word that
`--json` prints. The command and the page show them as they are.
"""


class PullquoteError(Exception):
    """An error that a user can act on."""

    code = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} ({self.remedy})" if self.remedy else self.message

    def to_dict(self) -> dict[str, dict[str, str]]:
        """The object that `--json` prints to stderr."""
        return {"error": {"code": self.code, "message": self.message, "remedy": self.remedy}}


class UsageError(PullquoteError):
    """What was asked for makes no sense."""

    code = "usage"


class QuestionError(UsageError):
    """A question that is empty or too long."""

    code = "question"


class FilterError(UsageError):
    """A filter that cannot be understood, or that nothing can satisfy."""

    code = "filter"


class SettingsError(UsageError):
    """An unknown setting, or a value of the wrong kind."""

    code = "settings"


class ArchiveError(PullquoteError):
    """The archive cannot do what was asked."""

    code = "archive"


class ArchiveMissing(ArchiveError):
    """There is no archive there."""

    code = "archive_missing"


class ArchiveIncompatible(ArchiveError):
    """The archive was made by another schema or another embedder."""

    code = "archive_incompatible"


class ArchiveDamaged(ArchiveError):
    """The archive's bytes are not what was written."""

    code = "archive_damaged"


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""

    code = "archive_locked"


class ArchiveUnwritable(ArchiveError):
    """The archive cannot be written to."""

    code = "archive_unwritable"


class ArchiveFull(ArchiveError):
    """The disk that holds the archive is full."""

    code = "archive_full"


class ArchiveUnreachable(ArchiveError):
    """The Chroma server does not answer."""

    code = "archive_unreachable"


class ArticleMissing(ArchiveError):
    """The archive holds no article of that id, or not that version."""

    code = "article_missing"


class IndexingError(PullquoteError):
    """Nothing at all could be indexed."""

    code = "indexing"


class OutOfMemory(PullquoteError):
    """The system gives this process no more memory."""

    code = "out_of_memory"

    def __init__(self) -> None:
        super().__init__(
            "there is not enough memory for this",
            "close other programs or raise the limit (`ulimit -v`): answering takes some 700 MB of address space",
        )


class ModelFilesError(PullquoteError):
    """The local model files are missing, or are not the ones we trust."""

    code = "model_files"


class ExtraMissing(PullquoteError, ImportError):
    """A package that is needed here is not installed; the remedy names the extra that brings it."""

    code = "extra_missing"


class LanguageModelError(PullquoteError):
    """The language model failed.

    `reason` is one word for the kind of failure: timeout, rate_limited, quota, server, key, unavailable, context,
    unreachable, empty, malformed, cut, refused, filtered, spent.
    """

    code = "language_model"

    def __init__(self, message: str, remedy: str = "", *, reason: str = "server") -> None:
        super().__init__(message, remedy)
        self.reason = reason


_NO_MEMORY = ("bad_alloc", "bad alloc", "out of memory", "cannot allocate memory", "failed to map segment")


def ran_out_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is that memory ran out, however the library that met it puts that.

    Those in C++ and Rust raise what they please, and one that cannot be loaded for want of memory is an ImportError.
    """
    while error is not None:
        said = str(error).casefold()
        if isinstance(error, MemoryError | OutOfMemory) or any(words in said for words in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False
