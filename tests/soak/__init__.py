"""The kill test: the real bot, killed at random instants, against the sandbox's own history.

`python -m tests.soak --rounds 200 --database postgresql --replicas 4 --seed 1`. Every report that
was confirmed to its user is stored, once; every channel has its summary of the week, once.
"""
