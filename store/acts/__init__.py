"""Acts: what an analyst can do, as functions over an open workspace; one act is one change.

The app and the command line call the same ones. Each returns the Change, or None when nothing would change, and raises
NoSuchRecord or WrongAct (in one line) before anything is changed.
"""
