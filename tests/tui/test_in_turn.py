"""Keys that come faster than they are taken, in an app whose widgets take their time."""

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from postil.tui.in_turn import InTurn, KeyReturned


class Slow(Widget, can_focus=True):
    """Takes a while over each key; `/` leads to the field, `x` takes this widget away."""

    async def on_key(self, event: events.Key) -> None:
        await asyncio.sleep(0.03)
        if self.screen.focused is not self:
            self.app.post_message(KeyReturned(event))
        elif event.key == "slash":
            self.screen.set_focus(self.screen.query_one(Input))
        elif event.key == "x":
            await self.remove()
            self.screen.set_focus(self.screen.query_one(Input))


class Desk(InTurn):
    def __init__(self) -> None:
        super().__init__(ansi_color=False)

    def compose(self) -> ComposeResult:
        yield Slow()
        yield Input()


class Hasty(Desk):
    """The same, as Textual would have it."""

    async def on_event(self, event: events.Event) -> None:
        await App.on_event(self, event)


class Asking(ModalScreen[str]):
    """Asks for a word; enter gives it back."""

    def compose(self) -> ComposeResult:
        yield Container(Input())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Answered(InTurn):
    """`/` asks for a word; whatever else is typed is kept."""

    def __init__(self) -> None:
        super().__init__(ansi_color=False)
        self.words: list[str | None] = []
        self.typed = ""

    def compose(self) -> ComposeResult:
        yield Kept()


class Kept(Widget, can_focus=True):
    """Keeps what is typed."""

    app: Answered

    def on_key(self, event: events.Key) -> None:
        if event.key == "slash":
            self.app.push_screen(Asking(), self.app.words.append)
        else:
            self.app.typed += event.character or ""


def test_what_follows_a_dialog_goes_to_whoever_has_the_keys_then() -> None:
    async def run() -> Answered:
        app = Answered()
        async with app.run_test() as pilot:
            app.screen.set_focus(app.query_one(Kept))
            await pilot.pause()
            for char in "a/one\rb/two\rcd":
                app.post_message(events.Key({"/": "slash", "\r": "enter"}.get(char, char), char))
            for _ in range(100):
                await asyncio.sleep(0.02)
                if app.typed.endswith("d"):
                    break
        return app

    app = asyncio.run(run())
    assert (app.words, app.typed) == (["one", "two"], "abcd")


def _typed(app: Desk, keys: str) -> str:
    async def run() -> str:
        async with app.run_test() as pilot:
            app.screen.set_focus(app.query_one(Slow))
            await pilot.pause()
            for char in keys:
                app.post_message(events.Key("slash" if char == "/" else char, char))
                await asyncio.sleep(0.01)
            for _ in range(40):
                await asyncio.sleep(0.05)
                if len(app.query_one(Input).value) >= len(keys) - 1:
                    break
            return app.query_one(Input).value

    return asyncio.run(run())


def test_each_key_goes_where_the_one_before_it_leads() -> None:
    assert _typed(Desk(), "/harmonic") == "harmonic"


def test_without_turns_the_letters_would_be_lost_or_mixed() -> None:
    assert _typed(Hasty(), "/harmonic") != "harmonic"


@pytest.mark.parametrize("keys", ["xharmonic", "xab"])
def test_whoever_is_gone_keeps_no_key_back(keys: str) -> None:
    assert _typed(Desk(), keys) == keys[1:]
