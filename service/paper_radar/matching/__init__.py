"""The radar over the pool: papers are matched once and their hits kept; what is not known yet is found at once."""
