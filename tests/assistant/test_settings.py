"""Settings come from what is given, the environment and pullquote.toml, and typing errors are refused."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import DEFAULT_MODEL, QUOTES, Settings, default_archive


@pytest.fixture(autouse=True)
def in_a_fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_given_wins_over_environment_and_environment_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pullquote.toml").write_text('model = "from-file"\ndeadline = 7\n')
    assert Settings.load().model == "from-file"
    monkeypatch.setenv("PULLQUOTE_MODEL", "from-environment")
    assert Settings.load().model == "from-environment"
    settings = Settings.load(model="given", archive=None)
    assert settings.model == "given" and settings.deadline == 7


def test_unknown_settings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pullquote.toml").write_text('modle = "x"\n')
    with pytest.raises(SettingsError, match="modle"):
        Settings.load()
    Path("pullquote.toml").unlink()
    monkeypatch.setenv("PULLQUOTE_ARCHIV", "x")
    with pytest.raises(SettingsError, match="PULLQUOTE_ARCHIV") as caught:
        Settings.load()
    assert "PULLQUOTE_ARCHIVE" in caught.value.remedy


@pytest.mark.parametrize("text", ["not toml", "deadline = -1", 'deadline = "soon"', 'embedding = "openai:"'])
def test_a_bad_file_is_one_clear_line(text: str) -> None:
    Path("pullquote.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert caught.value.remedy and "\n" not in caught.value.message


def test_the_sources_write_unless_there_is_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.load().writer == QUOTES
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    assert Settings.load().writer == QUOTES
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    settings = Settings.load()
    assert settings.writer == DEFAULT_MODEL and "sk-secret" not in repr(settings)
    monkeypatch.setenv("PULLQUOTE_MODEL", "quotes")
    assert Settings.load().writer == QUOTES


def test_settings_can_be_keys() -> None:
    assert {Settings.load(archive="a"): 1}[Settings.load(archive="a")] == 1
    assert Settings.load(archive="~/x").archive == Path.home() / "x"


def test_nobodys_home_is_no_place() -> None:
    with pytest.raises(SettingsError, match="begins with ~nobody-of-that-name, which is nobody's home"):
        Settings.load(archive="~nobody-of-that-name/x")


def test_a_blank_archive_is_unset_in_the_environment_and_refused_where_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULLQUOTE_ARCHIVE", "")
    assert Settings.load().archive == default_archive()
    with pytest.raises(SettingsError, match="must name a place"):
        Settings.load(archive="")
