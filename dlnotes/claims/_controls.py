"""Wrong versions that several claims need. Each function here makes a `control`: result in, result out."""


def replaced(**entries):
    """Entries replaced by others: `replaced(error="error_untied")`."""
    return lambda result: result | {name: result[other] for name, other in entries.items()}


def arms_replaced(**arms):
    """Entries `arm` and `arm_…` replaced by another's, if both exist: `arms_replaced(relu="gaussian")`."""

    def control(result):
        wrong = dict(result)
        for arm, other in arms.items():
            wrong |= {name: result[twin] for name, twin in _twins(result, arm, other)}
        return wrong

    return control


def arms_exchanged(one, other):
    """Entries `one`, `one_…` and `other`, `other_…` in each other's place, where both exist."""

    def control(result):
        wrong = dict(result)
        for name, twin in _twins(result, one, other):
            wrong[name], wrong[twin] = result[twin], result[name]
        return wrong

    return control


def _twins(result, arm, other):
    """(name, name in the other arm) of each entry that both arms have."""
    names = [name for name in result if f"{name}_".startswith(f"{arm}_")]
    pairs = [(name, other + name.removeprefix(arm)) for name in names]
    return [(name, twin) for name, twin in pairs if twin in result]
