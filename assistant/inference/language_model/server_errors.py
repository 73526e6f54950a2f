"""What goes wrong at a language model's server, in our words.

Nothing that a server wrote reaches a message: it may be HTML, hold part of a key, or be meant to mislead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
import openai

from assistant.errors import LanguageModelError
from assistant.inference.language_model.setting_names import SettingNames

UNREADABLE = (ValueError, AttributeError, TypeError, LookupError)
"""What the openai package lets escape besides its own errors when a server sends something else than its protocol has:
broken JSON and text that is not UTF-8 (ValueError), null or missing members (the others)."""

_ASKED_AMISS = {400, 415, 422}


@dataclass(frozen=True, slots=True)
class Server:
    """Which model at which host an error is about, and which settings name them."""

    host: str
    model: str
    names: SettingNames = field(default_factory=SettingNames)

    @property
    def check_url(self) -> str:
        """What to do where a server answers in another protocol."""
        return f"check {self.names.url}; it usually ends in /v1"


class Fault(LanguageModelError):
    """A LanguageModelError that also knows whether asking again may help.

    `wait` is the server's Retry-After in seconds. `complaint` is the server's own text about a request that it
    did not understand: for choosing what to do without, never for showing.
    """

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        reason: str,
        again: bool = False,
        wait: float | None = None,
        complaint: str | None = None,
    ) -> None:
        super().__init__(message, remedy, reason=reason)
        self.again = again
        self.wait = wait
        self.complaint = complaint


def translate(error: Exception, server: Server) -> Fault:
    """Say in our words what an exception of openai or httpx, or of openai's parsing, means."""
    match error:
        case openai.APIStatusError():
            return _status(error, server)
        case openai.APITimeoutError() | openai.APIConnectionError() | httpx.TransportError():
            return _connection(error, server)
        case openai.APIError():
            return Fault(f"the model at {server.host} broke off with an error of its own", reason="server")
        case _:
            return Fault(
                f"{server.host} sent what is no answer of the OpenAI protocol", server.check_url, reason="malformed"
            )


def _connection(error: Exception, server: Server) -> Fault:
    broken = (httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError)
    if isinstance(error, broken) or isinstance(error.__cause__, broken):
        return Fault(f"{server.host} broke the connection", "ask again", reason="unreachable", again=True)
    return Fault(f"cannot reach {server.host}", f"check the network and {server.names.url}", reason="unreachable")


def _status(error: openai.APIStatusError, server: Server) -> Fault:
    status, text = error.status_code, _text(error)
    if status == 401:
        return Fault(f"{server.host} rejected the key", f"set {server.names.key} to a valid key", reason="key")
    if status == 413 or (status in {400, 422, 500} and _too_long(text)):
        return Fault(
            f"the passages are too long for model {server.model}", "choose a model that reads more", reason="context"
        )
    if status in {403, 404}:
        return Fault(
            f"model {server.model} is not available at {server.host}",
            f"set {server.names.model} to a model that it serves and that the key may use",
            reason="unavailable",
        )
    if status == 429:
        return _limited(error, server, text)
    if status in _ASKED_AMISS:
        return Fault(
            f"{server.host} refused the request (HTTP {status})",
            server.check_url,
            reason="server",
            complaint=_blamed(error, text),
        )
    if status >= 500 or status in {408, 409}:
        return Fault(
            f"the model's server at {server.host} failed (HTTP {status})",
            "ask again later",
            reason="server",
            again=True,
            wait=_retry_after(error.response.headers),
        )
    return Fault(f"{server.host} answered with HTTP {status}", server.check_url, reason="server")


def _blamed(error: openai.APIStatusError, text: str) -> str:
    """What a complaint is about: the parameter that it names, or else its text, which may repeat the request."""
    return error.param if isinstance(error.param, str) and error.param else text


def _too_long(text: str) -> bool:
    """Whether a complaint is about the length of the prompt, as OpenAI, vLLM and llama.cpp put it."""
    return "context" in text and any(word in text for word in ("length", "size", "window", "exceed", "too long"))


def _limited(error: openai.APIStatusError, server: Server, text: str) -> Fault:
    if "insufficient_quota" in text:
        return Fault(f"the account at {server.host} has no quota left", "check its billing", reason="quota")
    wait = _retry_after(error.response.headers)
    remedy = f"ask again in {wait:.0f} s" if wait else "ask again in a minute"
    return Fault(f"{server.host} limits the rate of requests", remedy, reason="rate_limited", again=True, wait=wait)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After header, as a number or (RFC 9110, 10.2.3) an HTTP date; None if there is none.

    OpenAI and Azure say it in milliseconds besides, which is more precise.
    """
    from email.utils import parsedate_to_datetime
    from time import time

    if (milliseconds := headers.get("retry-after-ms", "").strip()).isdecimal():
        return float(milliseconds) / 1000

    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value) if value.isdecimal() else parsedate_to_datetime(value).timestamp() - time()
    except (ValueError, OverflowError):
        return None
    return max(0.0, seconds)


def _text(error: openai.APIStatusError) -> str:
    """What the server wrote about the error, in lower case, for looking words up."""
    body = error.body if error.body is not None else error.message
    return (body if isinstance(body, str) else json.dumps(body)).lower()[:4000]
