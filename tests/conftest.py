"""What all tests share: no test of a law depends on how busy the machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")
