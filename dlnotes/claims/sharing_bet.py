"""Tied copies against untied ones, where places share their work and where they do not: paired by seed."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.experiments.sharing_bet import STUDENTS, TEACHERS

T_95 = 2.093  # Student's t with 19 degrees of freedom: 20 pairs
MARGIN = 1.25  # a quarter more error would be a loss worth naming
QUARTER, END = 0, -1  # of the training


def ratio(result, teacher, student, look=END):
    """Its error over that of the untied student: geometric mean, and the ends of its 95 % interval."""
    error = result["error"][TEACHERS.index(teacher), :, :, look]
    names = list(STUDENTS)
    logs = np.log(error[names.index(student)] / error[names.index("untied")])
    half = T_95 * logs.std(ddof=1) / np.sqrt(len(logs))
    return np.exp(logs.mean() + np.array([0, -half, half]))


def tying_is_free_where_the_work_is_the_same(result):
    numbers = {}
    for teacher in TEACHERS:
        for student in ("shared", "wide", "small"):
            for when, look in (("", END), ("_quarter", QUARTER)):
                mean, low, high = ratio(result, teacher, student, look)
                name = f"{teacher}_{student}{when}"
                numbers |= {name: mean, f"{name}_low": low, f"{name}_high": high}
    note = {
        "quarter": numbers["shared_shared_quarter_high"] < MARGIN,
        "end": numbers["shared_shared_high"] < MARGIN,
    }
    lost = numbers["local_shared_low"] > 1  # where the copies have different work
    return Evidence(numbers, note, bool(all(note.values()) and lost))


def merely_few(result):
    """The rival explanation: any network of so few weights does as well."""
    error, names = result["error"].copy(), list(STUDENTS)
    error[:, names.index("shared")] = error[:, names.index("small")]
    return result | {"error": error}


CLAIMS = {"sharing-is-a-bet": Claim(tying_is_free_where_the_work_is_the_same, merely_few)}
