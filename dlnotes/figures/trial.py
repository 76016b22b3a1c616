"""Trial."""
from dlnotes.figures.style import COLOURS, label_line
EXPERIMENT = "trial"
def draw(ax, result):
    """The *sigmoid* $\\sigma(x)$ rises to [[trial.top|.2f]]."""
    line, = ax.plot(result["x"], result["y"], color=COLOURS["sigmoid"])
    label_line(ax, line, "sigmoid $\\sigma(x)$", 2)
    ax.set_xlabel("x")
