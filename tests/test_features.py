"""The features of pairs in bulk: what two sentences share is weighed by rarity, whatever other pairs are looked at along with them."""

import numpy as np

from pipeline import features
from pipeline.features import FEATURES
from pipeline.links import Candidates
from tests.claims_at import claims_at

TEXTS = ("The [[90 lamps]] were sold in Bergen in 2014.", "Some [[80 lamps]] were sold in Turin.", "The lamps of Porto cost [[$70 million]].",
         "In Porto [[60 lamps]] were melted; the melting of the lamps cost [[$72 million]] in Porto.", "The bridge is [[300 metres]] long.",
         "The bridge is [[984 feet]] long.", "Lamps were sold in [[May 2014]].", "It rained.")


def candidates():
    return Candidates([c for n, text in enumerate(TEXTS) if "[[" in text for c in claims_at(text, source_id=f"s{n}")])


def every_pair(found):
    return np.divmod(np.arange(len(found.made) ** 2), len(found.made))


def of(found, a, b):
    place = {p.row["surface"]: n for n, p in enumerate(found.made)}
    return {name: float(value[0]) for name, value in found.columns.of(np.array([place[a]]), np.array([place[b]])).items()}


def test_a_pair_has_the_same_features_alone_and_among_others():
    found = candidates()
    first, second = every_pair(found)
    together = found.columns.of(first, second)
    for n, (i, j) in enumerate(zip(first, second, strict=True)):
        alone = found.columns.of(np.array([i]), np.array([j]))
        assert {name: float(value[0]) for name, value in alone.items()} == {name: float(value[n]) for name, value in together.items()}


def test_likeness_is_the_weight_of_what_is_shared_over_the_mean_of_both():
    found = candidates()
    first, second = every_pair(found)
    together = found.columns.of(first, second)

    def weight(words):
        return sum(map(found.rarity, sorted(words)))
    for n, (i, j) in enumerate(zip(first, second, strict=True)):
        for name in ("measure", "local", "quote", "names", "scope"):
            a, b = getattr(found.made[i], name), getattr(found.made[j], name)
            both = weight(a & b)
            assert np.isclose(together[name][n], 2 * both / (weight(a) + weight(b)) if both else 0.0)
            if name in ("measure", "quote"):
                assert np.isclose(together[name + "_held"][n], both / min(weight(a), weight(b)) if both else 0.0)
        shared = (found.made[i].quote & found.made[j].quote) | (found.made[i].names & found.made[j].names)
        rarest = sum(sorted(map(found.rarity, shared), reverse=True)[:3])
        assert np.isclose(together["rare"][n], rarest / (3 * found.rarity("\x00")))


def test_what_single_features_say():
    found = candidates()
    lamps = of(found, "90 lamps", "Some 80 lamps")
    assert lamps["head"] == 1.0 and lamps["action"] == 1.0 and lamps["value_same"] == 0.0 and 0 < lamps["value_far"] < 0.1
    assert of(found, "90 lamps", "90 lamps")["value_same"] == 1.0 and lamps["names_apart"] == 1.0
    # the same length in another unit, another length, other things
    assert of(found, "300 metres", "984 feet")["head"] == 1.0
    assert of(found, "60 lamps", "$72 million")["same_document"] == 1.0


def test_pairs_come_in_handfuls_that_hold_all_of_them(monkeypatch):
    monkeypatch.setattr(features, "CHUNK", 3)
    first, second = np.arange(8), np.arange(8) + 1
    found = list(features.chunks(first, second))
    assert [(here.start, here.stop) for here, _, _ in found] == [(0, 3), (3, 6), (6, 8)]
    assert np.concatenate([i for _, i, _ in found]).tolist() == first.tolist()
    assert np.concatenate([j for _, _, j in found]).tolist() == second.tolist()


def test_a_corpus_without_figures_has_no_pairs():
    found = Candidates([])
    assert len(found.first) == 0 and set(FEATURES) <= set(found.columns.of(found.first, found.second))


def test_a_share_of_some_or_in_one_place_is_limited_where_the_other_does_not_name_it():
    texts = ("Of the lamps, [[40 %]] were broken.", "In Turin [[52 %]] of the lamps were broken.", "Among women [[61 %]] own a lamp.", "In Turin [[90 lamps]] were broken.",
             "Turin says that [[55 %]] of its lamps were broken.")
    found = Candidates([c for n, text in enumerate(texts) for c in claims_at(text, source_id=f"s{n}")])
    assert of(found, "40 %", "52 %")["limit_one"] == of(found, "61 %", "40 %")["limit_one"] == 1.0
    # it names the place, or is a count, which an event has with its place or without
    assert of(found, "52 %", "55 %")["limit_one"] == of(found, "90 lamps", "90 lamps")["limit_one"] == 0.0
