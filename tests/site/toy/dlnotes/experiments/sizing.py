from dataclasses import dataclass
from dlnotes.nn import size

@dataclass(frozen=True)
class Config:
    n: int = 9

def run(config=Config()):
    return {'half': size(config.n), 'tiny': 3.8e-9, 'none': 0.0}
