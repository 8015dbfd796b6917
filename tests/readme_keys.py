"""The README's table of keys, made from the command registry: `python -m tests.readme_keys` writes it."""

from pathlib import Path

from postil.tui.commands import PLACES, commands_of

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- keys -->\n", "<!-- /keys -->"
SHOWN = tuple(place for place in PLACES if place not in {"search", "dialog"})
NAMES = {place: place for place in SHOWN} | {"select": "selecting", "sync": "vault"}


def table() -> str:
    rows = ["| where | keys | what |", "|---|---|---|"]
    seen = set()
    for place in SHOWN:
        for command in commands_of(place):
            if command.id in seen:
                continue
            seen.add(command.id)
            keys = " ".join(f"`{key}`" for key in command.typed)
            where = ", ".join(NAMES[one] for one in SHOWN if one in command.where)
            rows.append(f"| {where} | {keys} | {command.help} |".replace("`|`", "`\\|`"))
    return "\n".join(rows) + "\n"


def written(text: str) -> str:
    before, rest = text.split(START)
    return before + START + table() + rest[rest.index(END) :]


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
