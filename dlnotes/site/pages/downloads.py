"""Downloads on pages: the wheel is named with its version, in links and in commands."""

from markdown.preprocessors import Preprocessor

from dlnotes.site.project import WHEEL


class WheelName(Preprocessor):
    """The wheel stands on a page as `project.WHEEL`, with the word VERSION in it."""

    def __init__(self, md, name):
        super().__init__(md)
        self.name = name

    def run(self, lines):
        return [line.replace(WHEEL, self.name) for line in lines]
