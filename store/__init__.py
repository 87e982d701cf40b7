"""Where a workspace is kept: one TinyDB file with its log, behind one door. Knows no screen."""
