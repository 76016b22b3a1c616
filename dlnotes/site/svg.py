"""A figure module as one SVG: deterministic, legible, and coloured by CSS variables so that it follows the palette."""
import io
import re
import warnings

from dlnotes.site.project import BuildError


def render(module, slug, result) -> str:
    """The SVG of a figure module drawn from an experiment's result."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    from dlnotes.figures import style

    fixed = {"svg.hashsalt": "dlnotes", "svg.fonttype": "path", "svg.image_inline": True}
    with matplotlib.rc_context({**style.RC, **fixed}), warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph or a collapsed layout is a broken figure
        figure, axes = _axes(plt, module, style)
        try:
            module.draw(axes, result)
            _demand_legible(figure, slug, style)
            buffer = io.StringIO()
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        finally:
            plt.close(figure)
    return themable(buffer.getvalue(), slug)


def _axes(plt, module, style):
    size, layout = getattr(module, "SIZE", style.SIZE), getattr(module, "LAYOUT", None)
    if layout is None:
        return plt.subplots(figsize=size)
    return plt.subplot_mosaic(layout, figsize=size)


def _demand_legible(figure, slug, style):
    """On a 320 px phone one unit of the drawing is about one pixel: smaller text could not be read there."""
    from matplotlib.text import Text

    if figure.get_figwidth() > style.WIDTH:
        raise BuildError(f"figure {slug}: {figure.get_figwidth()} in is wider than {style.WIDTH} in")
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text.get_fontsize() < style.SMALLEST_TEXT:
            raise BuildError(f"figure {slug}: text {text.get_text()!r} is {text.get_fontsize()} pt, below {style.SMALLEST_TEXT}")


def themable(text: str, slug: str) -> str:
    """Colours to CSS variables, ids prefixed with the slug, nothing that changes from run to run."""
    from dlnotes.figures import style

    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.S)
    # Inlined in a page, a rule for `*` would restyle the page: the two properties go to the root, which hands them down.
    text = re.sub(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", text, count=1, flags=re.S)
    text = text.replace("<svg ", '<svg style="stroke-linejoin: round; stroke-linecap: butt" ', 1)
    text = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", text, count=1)
    text = text.replace(style.INK, "currentColor").replace(style.PAPER, "var(--fig-paper, #fff)")
    text = text.replace(style.MUTED, f"var(--fig-muted, {style.MUTED})").replace(style.FAINT, f"var(--fig-faint, {style.FAINT})")
    for name, colour in style.ACCENTS.items():
        text = text.replace(colour, f"var(--fig-{name}, {colour})")
    text = re.sub(r'\bid="', f'id="{slug}-', text)
    text = re.sub(r'(xlink:href|href)="#', rf'\1="#{slug}-', text)
    return re.sub(r"url\(#", f"url(#{slug}-", text)
