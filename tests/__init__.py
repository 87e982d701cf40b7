"""Tests mirror the packages; they are a package themselves so that `tests/tui` is never taken for `tui`."""
