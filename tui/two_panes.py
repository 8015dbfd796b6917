"""How a screen of two panes is laid out: side by side, or one above the other where there is less room."""


def two_panes(screen: str, frame: str, first: str, second: str, heights: tuple[str, str]) -> str:
    """Return the stylesheet of a screen whose panes stand beside each other.

    Args:
        screen: The name of its class.
        frame: The id of the container of both.
        first: The name of the class of the pane on the left, or above.
        second: That of the other one.
        heights: How high each is where they stand one above the other.
    """
    above, below = heights
    return f"""
    {screen} {{ background: $ground; color: $text; layout: vertical; }}
    {screen} #{frame} {{ layout: horizontal; height: 1fr; }}
    {screen} {first} {{ width: 2fr; height: 100%; }}
    {screen} {second} {{ width: 3fr; height: 100%; border-left: solid $rule; }}
    {screen} {second}:focus {{ border-left: solid $accent; }}
    {screen}.-stacked #{frame}, {screen}.-one #{frame} {{ layout: vertical; }}
    {screen}.-stacked {first}, {screen}.-one {first} {{ width: 100%; height: {above}; }}
    {screen}.-stacked {second}, {screen}.-one {second} {{
        width: 100%; height: {below}; border-left: none; border-top: solid $rule;
    }}
    {screen}.-stacked {second}:focus, {screen}.-one {second}:focus {{
        border-left: none; border-top: solid $accent;
    }}
    """
