"""The Markdown extension `dlnotes.site.pages`: notation to HTML."""


def makeExtension(**kwargs):
    """What Python-Markdown calls; imported late, so that a part of this room can be used alone."""
    from dlnotes.site.pages.extension import Notes

    return Notes(**kwargs)
