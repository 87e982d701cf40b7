"""What the store must survive, as a command: ``python -m benchmarks.torture``. The test-suite runs a shorter course."""
