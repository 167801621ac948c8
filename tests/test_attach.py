"""Which time belongs to which figure of a sentence, and which figure is part of which: sentences with the figures in [[marks]]."""

import pytest

from tests.claims_at import check, claims_at

PERIOD = [
    ("In 2018, imports reached [[$23 million]]; in 2019, they reached [[$29 million]].", "2018", "2019"),
    ("The port handled [[40 ships]] in 2016 and [[52 ships]] in 2017.", "2016", "2017"),
    ("The tour sold [[9,000 tickets]] (2015).", "2015"),
    ("Sales were [[$5 million]] in March 2020.", "2020-03"),
    ("From 2016 to 2019, the agency spent [[$30 million]].", "2016/2019"),
    ("Since 2000, the fund has lent [[$1.6 billion]], including [[$139 million]] in 2018.", "2000/..", "2018"),
    ("By 2030, the city will plant [[90,000 trees]].", "../2030"),
    ("In the 1990s the club lost [[40 games]].", "199X"),
    # a single figure takes the time of its sentence wherever it stands
    ("[[Forty homes]] burned down; the year was 1911.", "1911"),
    # a further predicate has its own time
    ("The hall opened in June 2017 and cost [[$42 million]].", ""),
    ("The hall, which opened in June 2017, cost [[$42 million]].", ""),
    ("In June 2017 the fair drew crowds and earned [[$42 million]].", "2017-06"),
    ("Tolls fell in June 2017, dropping [[12 %]].", "2017-06"),
    # what excels over a time is not limited to it
    ("Attendance was [[84.6 percent]], a record for any fair since 1918.", ""),
    ("The harvest of [[20 tonnes]] was the largest since records began in 1931.", ""),
    ("Rents rose [[5 %]], more than in any year since 1990.", ""),
    ("The worst frost in Norway since 1984 killed [[400 trees]].", ""),
    ("The largest donor has given [[$5 million]] since 2000.", "2000/.."),
    ("Homes cost [[30 %]] less than in 2007, when prices peaked.", ""),
    # but its clause tells of that time
    ("It was the worst frost in Norway since 1984, when [[400 trees]] died.", "1984"),
    ("In 2022 the ward counted [[400 births]], the highest figure since 1990.", "2022"),
    # nor is a figure of the time at which its subject began, or of a remark beside it
    ("Founded in 2002, the brewery employs [[300 people]].", ""),
    ("The brewery, first opened in 1970, has [[40 vats]].", ""),
    ("Built in 1902 for [[$3 million]], the hall seats [[900 guests]].", "1902", ""),
    ("[[Six miners]] died, the last body being found in May 2014.", ""),
    ("In 1902 the firm was founded with [[12 people]].", "1902"),
    # the year that a change is measured from
    ("Sales were up [[2 %]] on 2022.", ""),
    ("In 2023 rainfall was up [[2 %]] on 2022.", "2023"),
    ("Rainfall rose [[3 %]] compared with 2021.", ""),
    ("Compared with 2021, rainfall was down [[8 %]].", ""),
    ("Thefts fell [[12 %]] from 2019 levels.", ""),
    ("Ticket sales were [[12 %]] higher than in 2019.", ""),
    ("Thefts fell [[12 %]] in 2021 from 2020.", "2021"),
    ("The visa will cost [[$30]] from 2021.", "2021"),
    ("The fund has spent more than [[$30 million]] over the 2016-2019 period.", "2016/2019"),
    ("In 2023 wool exports shrank by [[1.4 %]], against [[2.1 %]] in 2022.", "2023", "2022"),
    # a printed year reaches all figures of its change
    ("Wool exports fell by [[7.6 %]] to [[$90 million]] in 2024.", "2024", "2024"),
    ("The club made [[$8 million]] in gifts and [[$5 million]] in dues in 2017.", "2017", "2017"),
    ("Wool exports fell by [[9 %]] in 2019 to [[$97 million]].", "2019", "2019"),
    ("It had [[$3 million]] in revenue in 2015, up [[35 %]] from 2014.", "2015", "2015"),
    ("Herds grew from [[30,000 sheep]] in 1990 to [[50,000 sheep]] in 2000.", "1990", "2000"),
    # the time of the sentence before
    ("The first ferry sank in 1987. That ship had carried [[203 people]].", "1987"),
    ("A plebiscite was held on 1 March 1979. In that vote [[51 %]] said no.", "1979"),
    ("The fair of 2010 was wet. On that occasion [[300 people]] came.", "2010"),
    ("The fair of 2010 was wet. It has [[300 stalls]].", ""),
    # a day is no stretch that a figure covers
    ("On 9 June 2014, [[40 sheep]] were stolen.", ""),
    ("The choir has [[40 singers]].", ""),
]

AS_OF = [
    ("As of 3 May 2021, [[62 people]] had died.", "", "2021-05-03", "printed"),
    ("On 9 June 2014, [[40 sheep]] were stolen.", "2020-01-01", "2014-06-09", "day of the event, told 2020-01-01"),
    # the day of what happened is no day of the count, and one on which things stood or were told is
    ("On 9 June 2014 a flood struck the valley, killing [[40 people]].", "", "2014-06-09", "day of the event"),
    ("On 9 June 2014 the toll stood at [[40 people]].", "2020-01-01", "2014-06-09", "printed"),
    ("On 9 June 2014 the police said [[40 people]] were killed.", "2020-01-01", "2014-06-09", "printed"),
    ("The ship was launched on 9 June 2014 and sold [[40 cabins]].", "2020-01-01", "2020-01-01", "document date"),
    ("Saturday's storm has killed [[40 people]].", "2020-01-08", "2020-01-04", "day of the event, told 2020-01-08"),
    ("Saturday's toll was [[40 people]].", "2020-01-08", "2020-01-04", "relative to document date"),
    ("The choir has [[40 singers]].", "2020-01-01", "2020-01-01", "document date"),
    ("The choir has [[40 singers]].", "", "", ""),
    ("On Friday, [[12 people]] were hurt.", "2020-01-08", "2020-01-03", "relative to document date"),
    # a running total is as of the latest part that it includes
    ("Since 2000, the fund has lent [[$1.6 billion]], including $139 million in 2018.", "2022-05-01", "2018", "latest part included"),
]

PARTS = [
    ("The school trained [[360 guides]], of whom [[151]] were women.", True),
    ("The ship carried [[267 passengers]], including [[41 children]].", True),
    ("The ward has [[30 beds]], with [[12]] for children.", True),
    ("The budget is [[$90 million]], of which [[$30 million]] is for roads.", True),
    ("Since 2000, the fund has lent [[$1.6 billion]], including [[$139 million]] in 2018.", True),
    ("The fair drew [[900 visitors]], among them [[40 mayors]].", True),
    # side by side is not part of
    ("The choir has [[40 singers]] and [[3 conductors]].", False),
    # a part is not larger than its whole, and of the same dimension
    ("The firm has [[12 shops]], including [[40 in Spain]].", False),
    ("The firm has [[12 shops]], including one worth [[$4 million]].", False),
    # nor of another time
    ("In 2018 it sold [[90 vans]], including, in 2012, [[12 vans]].", False),
]


def rows(table):
    return [pytest.param(*row[:1], row[1:], id=row[0].replace("[[", "").replace("]]", "")[:60]) for row in table]


@pytest.mark.parametrize(("marked", "wanted"), rows(PERIOD))
def test_period(marked, wanted):
    assert tuple(c["period"] for c in claims_at(marked)) == wanted


@pytest.mark.parametrize(("marked", "wanted"), rows(AS_OF))
def test_as_of(marked, wanted):
    published, as_of, basis = wanted
    check(claims_at(marked, published)[0], {"as_of": as_of, "as_of_basis": basis})


@pytest.mark.parametrize(("marked", "wanted"), rows(PARTS))
def test_part_of(marked, wanted):
    whole, part = claims_at(marked)
    assert part["part_of"] == (whole["claim_id"] if wanted[0] else "")
    assert whole["part_of"] == ""
