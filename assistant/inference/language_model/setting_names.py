"""Which settings a language model was set up by, for errors that say what to change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingNames:
    """The settings that name a model, its server's URL and the key to it."""

    model: str = "PULLQUOTE_MODEL"
    url: str = "OPENAI_BASE_URL"
    key: str = "OPENAI_API_KEY"
