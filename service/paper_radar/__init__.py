"""Paper Radar: what on the page you are reading is on your radar, what is new and related, and why."""

__version__ = "0.1.0"
