"""What is claimed of halves."""
from dlnotes.claims._claim import Claim, Evidence

def _half(result):
    half = result['half']
    return Evidence({'whole': half}, {'nine': bool(half == 4.5)}, bool(half == 4))

CLAIMS = {'half': Claim(check=_half, control=lambda result: result | {'half': 5})}
