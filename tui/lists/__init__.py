"""The lists of the desk: what stands in them, and what Enter does there. They know nothing of how they are shown."""
