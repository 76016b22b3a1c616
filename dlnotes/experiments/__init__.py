"""Seeded pure functions: a frozen `Config` in, arrays and numbers out; one module per experiment, named by its slug.

Each module has `Config` (a frozen dataclass whose defaults are what the site shows) and `run(config)`, which returns
a dict of arrays and numbers. A module whose work splits into independent runs also has `cases(config)`,
`run_case(config, case)` and `collect(config, outcomes)`, which the build spreads over processes.
"""
