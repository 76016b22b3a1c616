"""The gate: sources before rendering, built pages after it."""
