"""The same words again: quotes found again in a changed text, reprints, and what changed from word to word.

Pure functions of texts and records. Import what is needed from the modules: ``anchoring``, ``reprints``, ``wording``.
"""
