"""What a reader may turn on a figure. A figure with knobs is drawn once for each of their settings, before anyone asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Knob:
    """One control: a range over numbers, or a choice between words. `draw` receives its value as the keyword `name`.

    Raises ValueError unless there are two values or more, no two of them read alike, no word holds a comma (which parts the
    values in an address), and `start` is one of them.
    """

    name: str
    label: str  # what a reader, or a screen reader, calls it
    values: tuple
    start: object  # the first setting: what shows without a script, and in print
    text: str = "{}"  # how a value reads

    def __post_init__(self):
        if len(set(self.texts)) != len(self.values) or len(self.values) < 2:
            raise ValueError(
                f"knob {self.name}: two values or more, each with a text of its own; got {self.texts}"
            )
        if self.words and any("," in word for word in self.values):
            raise ValueError(
                f"knob {self.name}: no commas, they part the values in an address; got {self.values}"
            )
        if self.start not in self.values:
            raise ValueError(
                f"knob {self.name}: it starts at one of its values {self.values}; got {self.start!r}"
            )

    @property
    def texts(self):
        return tuple(map(self.reads, self.values))

    def reads(self, value):
        """One value, as a reader sees or hears it."""
        return self.text.format(value) if self.words else number(value, self.text)

    @property
    def words(self):
        return isinstance(self.values[0], str)


def number(value, text="{}"):
    """A number as print writes it: with a minus sign, not a hyphen, and none before a zero."""
    plain = text.format(value)
    return (
        plain.replace("-", "\u2212")
        if any(digit in plain for digit in "123456789")
        else plain.replace("-", "")
    )
