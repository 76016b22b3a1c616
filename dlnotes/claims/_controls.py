"""Wrong versions that several claims need. Each function here makes a `control`: result in, result out."""


def replaced(**entries):
    """Entries replaced by others: `replaced(error="error_untied")`."""
    return lambda result: result | {name: result[other] for name, other in entries.items()}
