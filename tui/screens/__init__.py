"""The screens of the app: the desk, and the lists that open over it."""
