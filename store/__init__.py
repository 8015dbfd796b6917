"""The library: everything of Postil that works without a screen."""
