"""Filters over the open workspace: ``speaker:peskov code:"US response" -status:rejected since:2022-01 "red line"``.

A filter is parsed into terms; a quote passes when every term does. Terms that an index answers are answered by it, and the
words of texts by the index of words (``store.words``). Knows the workspace's tables, no disk.
"""
