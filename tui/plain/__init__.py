"""The review without a screen: one line is typed, a few are told. The same acts from the same table as in the app."""
