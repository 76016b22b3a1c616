from dlnotes.figures.style import ACCENTS

EXPERIMENT = "bending"

def draw(ax, result):
    """Bent *lines*."""
    ax.plot(result["bent"].T, color=ACCENTS["blue"])
