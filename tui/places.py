"""Where things are: the library, the vault, settings and state; option, environment, config, default."""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from postil.store.models import PENS

APP = "postil"
SETTINGS = ("library", "vault", "theme", "pens")
CONFIG_NAME = "config.toml"
TOPICS_NAME = "topics.toml"
LONGEST_CONFIG = 1 << 20

Warn = Callable[[str], None]


class Places(NamedTuple):
    """Everything that the desk needs to know of the outside.

    Args:
        library: The reader's library; it may not exist yet.
        vault: The folder of markdown notes that sync keeps.
        config_dir: Where config.toml and the folder of the reader's themes are.
        state_dir: Where the desk remembers how it was left.
        sample: The sample library, a file of its own.
        theme: The name of the theme that is wanted, if any is.
        pens: What the reader calls the five pens.
        vault_named: Whether the reader named the vault, which then is made where it is not there.
    """

    library: Path
    vault: Path
    config_dir: Path
    state_dir: Path
    sample: Path
    theme: str | None = None
    pens: tuple[str, ...] = PENS
    vault_named: bool = False

    @property
    def topics(self) -> Path:
        """The reader's rules for topics; the file need not be there."""
        return self.config_dir / TOPICS_NAME


class PlaceFinder:
    """Finds each place when it is asked for: most commands need one of them only.

    Args:
        library: The option --library.
        vault: The option --vault.
        environment: The environment; the process's own, unless given.
        warn: Called with one sentence for a setting that cannot be used.
    """

    def __init__(
        self,
        library: str | None = None,
        vault: str | None = None,
        environment: Mapping[str, str] | None = None,
        warn: Warn = lambda _: None,
    ) -> None:
        self._options = {"library": library, "vault": vault}
        self._environment = os.environ if environment is None else environment
        self._warn = warn

    @property
    def library(self) -> Path:
        """The reader's library file."""
        return self._chosen("library") or _folder("user_data_path") / "library.db"

    @property
    def vault(self) -> Path:
        """The folder of markdown notes that sync keeps."""
        return self._chosen("vault") or _folder("user_documents_path") / "Postil"

    @property
    def config_dir(self) -> Path:
        """The folder of config.toml, with the reader's themes in `themes` below it."""
        given = self._environment.get("POSTIL_CONFIG_DIR")
        return Path(os.path.expanduser(given)) if given else _folder("user_config_path")

    @property
    def topics(self) -> Path:
        """The reader's rules for topics, beside config.toml; the file need not be there."""
        return self.config_dir / TOPICS_NAME

    @property
    def state_dir(self) -> Path:
        """The folder where the desk remembers how it was left."""
        return _folder("user_state_path")

    @property
    def sample(self) -> Path:
        """The sample library, never mixed with the reader's own."""
        return _folder("user_data_path") / "sample.db"

    @property
    def theme(self) -> str | None:
        """The name of the theme that is wanted, if any is."""
        return self._environment.get("POSTIL_THEME") or self.config.get("theme")

    @cached_property
    def pens(self) -> tuple[str, ...]:
        """What the reader calls the five pens."""
        names = self._config.get("pens", PENS)
        named = isinstance(names, list | tuple) and all(map(_is_name, names))
        if named and len({name.casefold() for name in names}) == len(names) == len(PENS):
            return tuple(names)
        self._warn(f"{self.config_dir / CONFIG_NAME} must set 'pens' to five different words; it is left out")
        return PENS

    @property
    def config(self) -> Mapping[str, str]:
        """The texts that config.toml sets; what it says wrongly is told and left out."""
        return {name: value for name, value in self._config.items() if isinstance(value, str)}

    @cached_property
    def _config(self) -> Mapping[str, Any]:
        """Return what config.toml sets."""
        path = self.config_dir / CONFIG_NAME
        try:
            with path.open("rb") as file:
                text = file.read(LONGEST_CONFIG)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self._warn(f"{path} cannot be read: {error.strerror or error}")
            return {}
        return self._settings(path, text)

    def places(self) -> Places:
        """Return all places at once, for the desk."""
        return Places(
            self.library,
            self.vault,
            self.config_dir,
            self.state_dir,
            self.sample,
            self.theme,
            self.pens,
            self._chosen("vault") is not None,
        )

    def _chosen(self, name: str) -> Path | None:
        """Return a path that was set: by option, by environment, or by config relative to its folder."""
        given = self._options[name] or self._environment.get(f"{APP.upper()}_{name.upper()}")
        if given:
            return Path(os.path.expanduser(given))
        set_here = self.config.get(name)
        return self.config_dir / os.path.expanduser(set_here) if set_here else None

    def _settings(self, path: Path, text: bytes) -> Mapping[str, Any]:
        # Deferred: most readers have no config file, and every command line passes through here.
        import tomllib  # noqa: PLC0415

        try:
            settings = tomllib.loads(text.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            self._warn(f"{path} is left out, because it cannot be understood: {error}")
            return {}
        for name in settings:
            if name not in SETTINGS:
                self._warn(f"{path} sets {name!r}, which is no setting; there are {', '.join(SETTINGS)}")
        texts = {name: settings[name] for name in SETTINGS if self._is_text(path, name, settings)}
        return {**texts, "pens": settings["pens"]} if "pens" in settings else texts

    def _is_text(self, path: Path, name: str, settings: Mapping[str, object]) -> bool:
        if name not in settings or name == "pens":
            return False
        value = settings[name]
        if isinstance(value, str) and value and value.isprintable():
            return True
        self._warn(f"{path} must set {name!r} to a text in quotes; it is left out")
        return False


def _is_name(value: object) -> bool:
    """Return whether a value is a word by which a pen can be called; a number calls one already."""
    return isinstance(value, str) and value.isalpha()


def _folder(name: str) -> Path:
    """Return one of the system's folders for an application."""
    # Deferred: it costs as much as opening the library, and is not needed where a path was given.
    import platformdirs  # noqa: PLC0415

    if name == "user_documents_path":
        return platformdirs.user_documents_path()
    find: Callable[..., Path] = getattr(platformdirs, name)
    return find(APP, appauthor=False)
