EXPERIMENT = "sizing"

def draw(ax, result):
    """A bar."""
    ax.bar([0], [result["half"]])
