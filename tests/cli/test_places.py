"""Where things are found: option, environment, config, default."""

from pathlib import Path

import pytest

from postil.tui.places import PlaceFinder


@pytest.fixture
def warnings() -> list[str]:
    return []


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder, and a home of the test's own behind every default."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "settings").mkdir()
    return tmp_path / "settings"


def finder(settings: Path, warnings: list[str], *options: str | None, **environment: str) -> PlaceFinder:
    library, vault = (*options, None, None)[:2]
    return PlaceFinder(
        library, vault, {"POSTIL_CONFIG_DIR": str(settings), **environment}, warn=warnings.append
    )


def test_defaults_stand_below_the_folders_of_the_system(
    settings: Path, tmp_path: Path, warnings: list[str]
) -> None:
    places = PlaceFinder(environment={}).places()
    assert places.library == tmp_path / "data" / "postil" / "library.db"
    assert places.sample == tmp_path / "data" / "postil" / "sample.db"
    assert places.vault == tmp_path / "documents" / "Postil"
    assert places.config_dir == tmp_path / "config" / "postil"
    assert places.state_dir == tmp_path / "state" / "postil"
    assert places.theme is None
    assert not warnings


def test_option_beats_environment_beats_config(settings: Path, tmp_path: Path, warnings: list[str]) -> None:
    (settings / "config.toml").write_text('library = "/c/l.db"\nvault = "/c/v"\ntheme = "sepia"\n')
    here = finder(settings, warnings)
    assert (here.library, here.vault, here.theme) == (Path("/c/l.db"), Path("/c/v"), "sepia")
    here = finder(settings, warnings, POSTIL_LIBRARY="/e/l.db", POSTIL_VAULT="/e/v", POSTIL_THEME="slate")
    assert (here.library, here.vault, here.theme) == (Path("/e/l.db"), Path("/e/v"), "slate")
    here = finder(settings, warnings, "/o/l.db", "/o/v", POSTIL_LIBRARY="/e/l.db", POSTIL_VAULT="/e/v")
    assert (here.library, here.vault) == (Path("/o/l.db"), Path("/o/v"))
    assert not warnings


def test_a_path_in_the_config_may_start_at_home_or_beside_it(
    settings: Path, tmp_path: Path, warnings: list[str]
) -> None:
    (settings / "config.toml").write_text('library = "~/mine.db"\nvault = "notes"\n')
    here = finder(settings, warnings)
    assert (here.library, here.vault) == (tmp_path / "mine.db", settings / "notes")


def test_a_vault_counts_as_named_wherever_it_is_named(settings: Path, warnings: list[str]) -> None:
    assert not finder(settings, warnings).places().vault_named
    assert finder(settings, warnings, None, "/o/v").places().vault_named
    assert finder(settings, warnings, POSTIL_VAULT="/e/v").places().vault_named
    (settings / "config.toml").write_text('vault = "notes"\n')
    assert finder(settings, warnings).places().vault_named


def test_an_empty_variable_counts_as_not_set(settings: Path, tmp_path: Path, warnings: list[str]) -> None:
    assert finder(settings, warnings, POSTIL_LIBRARY="").library == tmp_path / "data/postil/library.db"


@pytest.mark.parametrize(
    "text",
    [
        b"library = [unclosed",
        b"\xff\xfe",
        b"x = " + b"[" * 5000,
        b"library = 5",
        b'library = ""',
        b'library = "a\\u0000b"',
        b'libary = "typo.db"',
        b"x = " + b"9" * 5000,
    ],
)
def test_a_config_that_is_wrong_is_named_and_left_out(
    settings: Path, tmp_path: Path, warnings: list[str], text: bytes
) -> None:
    (settings / "config.toml").write_bytes(text)
    assert finder(settings, warnings).library == tmp_path / "data/postil/library.db"
    assert len(warnings) == 1
    assert str(settings / "config.toml") in warnings[0]


def test_a_config_that_cannot_be_read_is_named(settings: Path, warnings: list[str]) -> None:
    (settings / "config.toml").mkdir()
    assert finder(settings, warnings).theme is None
    assert len(warnings) == 1


def test_a_byte_order_mark_does_no_harm(settings: Path, warnings: list[str]) -> None:
    (settings / "config.toml").write_bytes(b'\xef\xbb\xbftheme = "sepia"')
    assert (finder(settings, warnings).theme, warnings) == ("sepia", [])


def test_the_config_is_read_once_and_only_when_it_is_needed(settings: Path, warnings: list[str]) -> None:
    (settings / "config.toml").write_bytes(b"broken")
    here = finder(settings, warnings, "/o/l.db")
    assert here.library == Path("/o/l.db")
    assert not warnings
    assert (here.vault.name, here.theme) == ("Postil", None)
    assert len(warnings) == 1
