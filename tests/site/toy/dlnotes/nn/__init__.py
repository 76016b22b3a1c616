from dlnotes.nn.bends import bend
from dlnotes.nn.sizes import size
