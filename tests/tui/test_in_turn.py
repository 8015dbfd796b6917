"""Keys that come faster than they are taken, in an app whose widgets take their time."""

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult
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
