"""Each stage of a run tells how far it has come: from nothing to all of it, never back."""

from pipeline.progress import quiet, share, told
from pipeline.run import run_folder


def test_every_stage_moves_from_its_beginning_to_its_end(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, beds in (("a", 40), ("b", 44), ("c", 40)):
        (docs / f"{name}.txt").write_text(f"In 2018 the clinic in Oruro had {beds} beds for children and 12 nurses.")
    said: dict[str, list[tuple[int, int]]] = {}
    run_folder(docs, tmp_path / "out", tell=lambda stage, done, total: said.setdefault(stage, []).append((done, total)))
    assert list(said) == ["reading", "matching", "comparing", "writing"]
    for steps in said.values():
        done = [n for n, _ in steps]
        assert done == sorted(done) and len({total for _, total in steps}) == 1 and done[-1] == steps[-1][1]
    assert len(said["matching"]) > 3 and len(said["comparing"]) > 3


def test_a_step_takes_its_share_of_the_stage():
    said = []
    step = share(lambda done, total: said.append((done, total)), 40, 60)
    step(0, 8)
    step(8, 8)
    step(0, 0)
    assert said == [(40, 100), (60, 100), (40, 100)]


def test_items_are_counted_as_they_go():
    said = []
    assert list(told("abcde", lambda *step: said.append(step), every=2)) == list("abcde")
    assert said == [(2, 5), (4, 5), (5, 5)] and list(told([], quiet)) == []
