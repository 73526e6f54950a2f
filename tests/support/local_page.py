"""The page with a client that may reach the tests' news site: a script for Streamlit, run by the browser tests."""

from dataclasses import replace

from news_site import on_loopback

from assistant.assistant import Assistant
from ingest import WebClient
from ui.chat.add_articles import Adder
from ui.chat.page_frame import show
from ui.chat.resources import Build, Resources, made


def local(build: Build) -> Resources:
    """Resources whose client of the web may reach 127.0.0.1, and does not wait."""
    resources = made(build)
    web = WebClient(allowed=on_loopback, delay=0.0)
    return replace(resources, adder=Adder(resources.settings, resources.assistant.embedder, web))


show(Assistant, local)
