from dlnotes.claims._claim import Claim, Evidence

def _bends(result):
    bent = abs(result['bent']).max(axis=1)
    note = {'seed-0': bool(bent[0] > 0), 'seed-1': False}
    return Evidence({'least': bent.min()}, note, bool(bent.min() > 0.1))

CLAIMS = {'bends': Claim(check=_bends, control=lambda result: result | {'bent': 0 * result['bent']})}
