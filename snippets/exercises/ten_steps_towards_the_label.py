"""On the output itself each step of descent multiplies the error by 1 − η, from whichever side it comes."""

from dlnotes.nn import l2, l2_grad

y, d, eta = 0.5, 1.0, 0.5

# --8<-- [start:stub]
# L2 at y, and its slope in y
cost = None
slope = None
# y after one step
after_one = None
# after ten, to four digits
after_ten = None
# --8<-- [end:stub]

# --8<-- [start:mistake]
cost = 0.125
# the distance, which has no sign
slope = 0.5
after_one = y - eta * slope
after_ten = d - 0.5**10 * after_one
# --8<-- [end:mistake]

# --8<-- [start:solution]
cost = 0.5 * (y - d) ** 2
slope = y - d
after_one = y - eta * slope
left = (1 - eta) ** 10
after_ten = d + left * (y - d)
# --8<-- [end:solution]

# --8<-- [start:checker]
for name, found in {"cost": cost, "slope": slope, "after_one": after_one, "after_ten": after_ten}.items():
    assert found is not None, (
        f"{name} is still None: put a number in its place. An expression such as 2 * y + d is a number, too."
    )

assert abs(cost - l2(y, d)) < 1e-9, (
    f"cost = {cost}: look for the square and for the half. How far is y = {y} from d = {d}?"
)
measured = float(l2(y + 1e-6, d) - l2(y, d)) / 1e-6
assert abs(slope - measured) < 1e-3, (
    f"slope = {slope}: raise y by a millionth, and the cost {'falls' if measured < 0 else 'rises'}. "
    "Does your slope say so, and how large is the error?"
)
outputs = [y]
for _ in range(10):
    outputs.append(outputs[-1] - eta * float(l2_grad(outputs[-1], d)))
assert abs(after_one - outputs[1]) < 1e-9, (
    f"after_one = {after_one}: a step goes against the slope. Which way is that, and how far?"
)
assert abs(after_ten - outputs[10]) < 5e-5, (
    f"after_ten = {after_ten}: ten steps, taken one by one, end elsewhere. "
    "By which factor does one step shrink the error, and how large was the error at the start?"
)
# --8<-- [end:checker]
