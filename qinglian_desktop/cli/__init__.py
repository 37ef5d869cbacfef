"""The same use cases without a window: commands that answer in sentences or as JSON."""
