"""Seeded pure functions, one module per experiment: a frozen `Config` in, arrays and numbers out.

Each module has `Config` (a frozen dataclass whose defaults are what the site shows) and
`run(config)`, which returns a dict of arrays and numbers. A module whose work splits into independent
runs also has `cases(config)`, `run_case(config, case)` and `collect(config, outcomes)`, which the
build spreads over processes.
"""
