"""Where passages go when somebody writes: said before an answer, on the page and in the terminal alike."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.settings import QUOTES, Settings

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def destination(settings: Settings, name: str) -> str:
    """The host to which passages go when `name` writes; empty if they stay on this machine."""
    host = urlsplit(settings.openai_base_url or "https://api.openai.com").hostname or ""
    return "" if name == QUOTES or host in LOOPBACK else host


def writes_from(settings: Settings, name: str) -> str:
    """`gpt-x writes from the passages found. They are sent to api.example.com.`, or that nothing leaves."""
    if name == QUOTES:
        return "Nothing leaves this machine."
    host = destination(settings, name)
    going = f"They are sent to {host}" if host else "They stay on this machine"
    judge = urlsplit(settings.judge_base_url or "").netloc.rpartition("@")[2]
    checking = f" What is written of them goes to {settings.judge or name} at {judge}." if judge else ""
    return f"{name} writes from the passages found. {going}.{checking}"
