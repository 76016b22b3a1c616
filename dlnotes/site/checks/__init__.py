"""The gate: rules about sources, before rendering, and about built pages, after it."""
