"""What a reader may turn on a figure, which is drawn for each setting of its knobs before anyone asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Knob:
    """A range over numbers, or a choice between words; `draw` receives the value as the keyword `name`.

    Raises ValueError unless there are two values or more, no two of them read alike, no word holds a comma
    (which parts the values in an address), and `start` is one of them.
    """

    name: str
    label: str  # what a reader, or a screen reader, calls it
    values: tuple
    start: object  # the first setting: what shows without a script, and in print
    text: str = "{}"  # how a value reads

    def __post_init__(self):
        knob = f"knob {self.name}"
        if len(set(self.texts)) != len(self.values) or len(self.values) < 2:
            raise ValueError(f"{knob}: two values or more, each with a text of its own; got {self.texts}")
        if self.words and any("," in word for word in self.values):
            raise ValueError(f"{knob}: no commas, they part the values in an address; got {self.values}")
        if self.start not in self.values:
            raise ValueError(f"{knob}: it starts at one of its values {self.values}; got {self.start!r}")

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
    minus = "\u2212" if any(digit in plain for digit in "123456789") else ""
    return plain.replace("-", minus)
