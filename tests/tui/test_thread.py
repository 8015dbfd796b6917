"""The search thread: the newest question wins, what can wait waits, no interruption hits the wrong one."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postil.store.errors import PostilError
from postil.tui import searching
from postil.tui.searching import SearchThread, Task

Outcomes = list[tuple[str, object]]


class Slow:
    """A searcher that works in steps, and can be interrupted between them as the real one can."""

    def __init__(self, *_: object, patient: bool, rules: object) -> None:
        assert not patient
        self.stopped = threading.Event()
        self.interrupts = 0

    def work(self, seconds: float, result: object) -> object:
        if self.stopped.wait(seconds):
            raise RuntimeError("interrupted")
        return result

    def interrupt(self) -> None:
        self.interrupts += 1
        self.stopped.set()

    def resume(self) -> None:
        self.stopped.clear()

    def close(self) -> None:
        pass


@pytest.fixture
def outcomes() -> Outcomes:
    return []


@pytest.fixture
def thread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcomes: Outcomes) -> Iterator[SearchThread]:
    monkeypatch.setattr(searching, "load", lambda _target: Slow)

    def tell(task: Task, outcome: object) -> None:
        if made.is_latest(task):
            outcomes.append((task.kind, outcome))

    made = SearchThread(tmp_path / "library.db", tell)
    made.begin()
    made.ask(lambda _searcher: "open", nothing, 10)
    yield made
    made.close()


def for_(seconds: float, result: object) -> Callable[[Any], object]:
    return lambda searcher: searcher.work(seconds, result)


def nothing(_outcome: object) -> None:
    pass


def until(happens: Callable[[], object], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_prompt_answer_is_returned(thread: SearchThread, outcomes: Outcomes) -> None:
    assert thread.ask(for_(0, "early"), nothing, 5) == "early"
    assert thread.ask(for_(0.2, "late"), nothing, 0.001) is None
    until(lambda: outcomes == [("", "late")])


def test_only_the_newest_question_is_answered(thread: SearchThread, outcomes: Outcomes) -> None:
    began = time.monotonic()
    for number in range(20):
        thread.ask(for_(30, number), nothing)
        time.sleep(0.01)
    thread.ask(for_(0, "last"), nothing)
    until(lambda: outcomes == [("", "last")])
    assert time.monotonic() - began < 10, "those that were overtaken were really aborted"


def test_what_hangs_on_a_question_goes_with_it_and_the_rest_is_begun_anew(
    thread: SearchThread, outcomes: Outcomes
) -> None:
    thread.ask(for_(0, "one"), nothing, 5)
    thread.later("base", for_(0.15, "counted"), nothing, lasting=True)
    thread.later("facets", for_(30, "of one"), nothing)
    time.sleep(0.05)
    thread.ask(for_(0, "two"), nothing)
    until(lambda: ("base", "counted") in outcomes)
    assert ("facets", "of one") not in outcomes
    assert outcomes[0] == ("", "two"), "a question goes first"


def test_of_a_kind_only_the_newest_is_done(thread: SearchThread, outcomes: Outcomes) -> None:
    thread.later("complete", for_(30, "old"), nothing)
    time.sleep(0.05)
    thread.later("complete", for_(0, "new"), nothing)
    until(lambda: outcomes)
    assert outcomes == [("complete", "new")]


def test_an_interruption_never_comes_late(thread: SearchThread, outcomes: Outcomes) -> None:
    """Asking just when an answer is done must not abort the next search."""
    for number in range(300):
        found = thread.ask(for_(0.0005, number), nothing, 0.0005)
        assert not isinstance(found, PostilError)
    thread.ask(for_(0.001, "end"), nothing)
    until(lambda: ("", "end") in outcomes)
    assert not any(isinstance(outcome, PostilError) for _kind, outcome in outcomes)


def test_what_is_overtaken_while_the_library_is_opened_is_not_begun(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcomes: Outcomes
) -> None:
    def slowly(_target: str) -> type[Slow]:
        time.sleep(0.2)
        return Slow

    monkeypatch.setattr(searching, "load", slowly)
    thread = SearchThread(
        tmp_path / "library.db", lambda task, outcome: outcomes.append((task.kind, outcome))
    )
    thread.begin()
    thread.ask(for_(30, "old"), nothing)
    time.sleep(0.05)
    assert thread.ask(for_(0, "new"), nothing, 5) == "new"
    thread.close()


def test_nothing_is_done_before_it_begins_and_nothing_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcomes: Outcomes
) -> None:
    monkeypatch.setattr(searching, "load", lambda _target: Slow)
    thread = SearchThread(
        tmp_path / "library.db", lambda task, outcome: outcomes.append((task.kind, outcome))
    )
    assert thread.ask(for_(0, "early"), nothing, 30) is None, "nobody waits for what has not begun"
    thread.later("facets", for_(0, "later"), nothing)
    time.sleep(0.1)
    assert outcomes == []
    thread.begin()
    deadline = time.monotonic() + 5
    while len(outcomes) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert outcomes == [("", "early"), ("facets", "later")]
    thread.close()


def test_a_failure_is_told_and_the_thread_goes_on(thread: SearchThread, outcomes: Outcomes) -> None:
    def fail(_searcher: object) -> object:
        raise ZeroDivisionError

    assert isinstance(thread.ask(fail, nothing, 5), PostilError)
    assert thread.ask(for_(0, "well"), nothing, 5) == "well"


def test_dropping_and_closing_leave_nothing_to_say(thread: SearchThread, outcomes: Outcomes) -> None:
    thread.ask(for_(30, "dropped"), nothing)
    time.sleep(0.05)
    thread.drop()
    thread.later("base", for_(30, "closed"), nothing, lasting=True)
    time.sleep(0.05)
    began = time.monotonic()
    thread.close()
    assert time.monotonic() - began < 2
    assert outcomes == []
