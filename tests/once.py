"""What all tests share is made once, also where processes of tests run side by side."""

from filelock import FileLock


def once(request, name, make):
    """The folder that `make` fills in the first process that asks for it; the others wait and share it."""
    base = request.getfixturevalue("tmp_path_factory").getbasetemp()
    side_by_side = hasattr(request.config, "workerinput")
    folder = (base.parent if side_by_side else base) / name
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            draft = folder.with_name(f"{name}-draft")  # what fails half-way is not taken for the whole
            make(draft)
            draft.rename(folder)
    return folder
