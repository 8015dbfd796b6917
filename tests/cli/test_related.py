"""`postil related`."""

from .runner import Postil
from .test_exporters import CONTRACT


def test_papers_that_are_alike_are_told_with_what_they_share(shelf: Postil) -> None:
    found = shelf("related", "following-retinal", "--json").lines
    assert found
    assert [*CONTRACT, "score", "shared"] == list(found[0])
    assert list(found[0]["shared"]) == ["terms", "links", "dumps"]
    assert "Following Retinal Vessels at Night" not in {paper["title"] for paper in found}
    done = shelf("related", "following-retinal")
    assert done.status == 0
    assert len(done.out.splitlines()) == 3 * len(found)


def test_a_limit_is_kept(shelf: Postil) -> None:
    assert len(shelf("related", "following-retinal", "--limit", "1", "--json").lines) == 1
    assert shelf("related", "following-retinal", "--limit", "9" * 30).status == 0
    assert shelf("related", "following-retinal", "--limit", "0").status == 2


def test_a_key_that_is_nobodys_is_said(shelf: Postil) -> None:
    done = shelf("related", "nobody")
    assert (done.status, done.out) == (1, "")
    assert "nobody" in done.err
