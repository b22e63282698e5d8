"""Author names: one person in every spelling, and never a stranger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.radar.names import compare

SAME = [
    ("Difan Zou", "Difan Zou", "same"),
    ("Difan Zou", "Zou, Difan", "same"),
    ("Difan Zou", "DIFAN ZOU", "same"),
    ("Difan Zou", "Difan  Zou (HKU)", "same"),
    ("Difan Zou", "Difan Zou*", "same"),
    ("Difan Zou", "ZOU Difan", "order"),
    ("Difan Zou", "Zou Difan", "order"),
    ("Difan Zou", "Di-Fan Zou", "spacing"),
    ("Difan Zou", "Di Fan Zou", "spacing"),
    ("Zehuan Huang", "zehuan-huang", "same"),
    ("Zibo Zhao", "zibo.zhao", "same"),
    ("Philip Torr", "Prof. Philip Torr", "same"),
    ("Martin Luther King", "Martin Luther King Jr.", "same"),
    ("Jürgen Müller", "Juergen Mueller", "same"),
    ("Jürgen Müller", "Jurgen Muller", "same"),
    ("Jürgen Müller", 'J\\"urgen M\\"uller', "same"),
    ("Małgorzata Biernacka", "Malgorzata Biernacka", "same"),
    ("Laurens van der Maaten", "van der Maaten, Laurens", "same"),
    ("Laurens van der Maaten", "Maaten, Laurens van der", "same"),
    ("Diego de las Casas", "Diego Las Casas", "same"),
    ("Jordi Pont-Tuset", "Jordi Pont Tuset", "same"),
    ("Ahmed Bin Shafaat", "Shafaat, Ahmed Bin", "same"),
    ("H. O. Ghaffari", "Ghaffari, H. O.", "initials-same"),
    ("Prashanth B. U.", "U., Prashanth B.", "middle-agrees"),
    ("Geoffrey Hinton", "Geoffrey E. Hinton", "middle-missing"),
    ("Geoffrey Everest Hinton", "Geoffrey E. Hinton", "middle-agrees"),
    ("Muhammad Jehanzeb Mirza", "M. Jehanzeb Mirza", "middle-agrees"),
    ("Nguyen Van Nam", "Nam V. Nguyen", "order"),
    ("Luu Anh Tuan", "Anh Tuan Luu", "order"),
    ("Qinghong Lin", "Kevin Qinghong Lin", "adopted-forename"),
    ("Daniel Vila", "Daniel Vila-Suero", "double-surname"),
    ("Yunhang Shen", "沈云航 Yunhang Shen", "same"),
    ("王伟", "王 伟", "same"),
    ("ATLAS Collaboration", "The ATLAS Collaboration", "same"),
    ("Edgar Schoenfeld", "Edgar Schonfeld", "other-spelling"),
    ("Yuanliang Ju", "Yuanliang Jv", "other-spelling"),
    ("Dmitry Stanishevskii", "Dmitry Staqnishevskii", "other-spelling"),
    ("Alistair Cheong", "Alistair Cheong Liang Chuen", "adopted-forename"),
    ("Mohammad Yaqub", "Mohammad Yaqub Bin Sheikh Mahmoud", "patronymic"),
    ("Yuan Li", "Yuan-Li-FNLP", "same"),
    ("Plato", "Plato", "same"),
]


@pytest.mark.parametrize(("followed", "seen", "rule"), SAME)
def test_one_person_is_found_in_every_spelling(followed: str, seen: str, rule: str):
    found = compare(followed, seen)
    assert (found.level, found.rule) == ("match", rule)


POSSIBLE = [
    ("Difan Zou", "D. Zou", "initials"),
    ("Difan Zou", "Zou, D.", "initials"),
    ("Difan Zou", "Zou D.", "initials"),
    ("D. Zou", "Difan Zou", "initials"),
    ("Erich Christian Teppan", "E. C. Teppan", "initials"),
    ("Aojun Zhou", "AJ.Zhou", "initials"),
    ("Yihao Wang", "yh-wang", "initials"),
    ("Will Held", "William Held", "forename-form"),
    ("Yuri Kuratov", "Yury Kuratov", "forename-form"),
    ("Sarveshwaran Iyer", "Sarvesh Iyer", "prefix"),
    ("Zhi-Hua Zhou", "Zhi Zhou", "half-forename"),
    ("Yang Liu", "Liu Yang", "turned"),
    ("Helen Meng", "Helen M", "surname-initial"),
    ("Sathya Krishnan", "Sathya Krishnan Suresh", "subset"),
    ("Anna Kovalevskaya", "Anna Kovalevskaia", "transliteration"),
    ("Wei Zhou", "Wei Chow", "transliteration"),
    ("Alex Haigh", "Alex Haig", "slip"),
    ("Dazhong Shen", "Dazhong Sehn", "slip"),
    ("Dingming Li", "Dinging Li", "slip"),
    ("zhou wei", "Wei Chow", "transliteration"),
    ("Jinghao Zhang", "Jhao Zhang", "half-forename"),
    ("Philip Huo", "Dong Huo", "other-forename"),
    ("Matthew Zeng", "Mingde Zeng", "other-forename"),
    ("Bryan S Kim", "Sangwoo Kim", "other-forename"),
    ("Nilay Kumar", "Nilay K. Bhatnagar", "subset"),
    ("Jian Li", "Ji-An Li", "spacing"),
    ("Yanjun Sheng", "Yanjun Shen", "slip"),
]


@pytest.mark.parametrize(("followed", "seen", "rule"), POSSIBLE)
def test_what_is_only_possible_is_never_called_a_match(followed: str, seen: str, rule: str):
    found = compare(followed, seen)
    assert (found.level, found.rule) == ("possible", rule)


STRANGERS = [
    ("Jinghao J", "J Difan J"),
    ("Difan Zou", "Difan Zhou"),
    ("Difan Zou", "Difan Zu"),
    ("Difan Zou", "Dian Zou"),
    ("Difan Zou", "James Zou"),
    ("Difan Zou", "J. Zou"),
    ("Difan Zou", "Zou"),
    ("Michael I. Jordan", "Michael B. Jordan"),
    ("John Smith", "John Smyth"),
    ("Qiming Li", "Yiming Li"),
    ("Hyungbin Park", "Hyungjin Park"),
    ("Xiangsheng Huang", "Xiansheng Hua"),
    ("Weiming Wang", "Wei Wang"),
    ("Ali Hariri", "Youssef Al Hariri"),
    ("Tadesse Destaw Belay", "Tadesse Amare Belay"),
    ("Hossein A. Rahmani", "Abdellah Rahmani"),
    ("John A. Smith", "John Adams"),
    ("Kevin Wang", "Kai Wang"),
    ("Xue Li", "Xu Li"),
    ("Enoch Zhang", "Chunhao Zhang"),
    ("James Wang", "Jiaming Wang"),
    ("Jason Ji", "Yicheng Ji"),
    ("Jisung Moon", "Hyunwoo Moon"),
    ("Philip Huo", "Dong Luo"),
    ("Qi Zhu", "Qi Chu"),
    ("Duy H. M. Nguyen", "Duy H. N. Nguyen"),
    ("Harsha M", "Harsha KG"),
    ("D. Pavithra", "Pavithra LK"),
    ("Wei Wang (王伟)", "Wei Wang (李薇)"),
    ("王伟", "王炜"),
    ("ATLAS Collaboration", "CMS Collaboration"),
    ("ATLAS Collaboration", "Atlas Wang"),
    ("Difan Zou", ":"),
    ("Difan Zou", ""),
]


@pytest.mark.parametrize(("followed", "seen"), STRANGERS)
def test_a_stranger_is_nobody(followed: str, seen: str):
    assert compare(followed, seen).level == "none"
    assert compare(seen, followed).level == "none"


@pytest.mark.parametrize(("followed", "seen", "rule"), SAME + POSSIBLE)
def test_it_does_not_matter_which_of_the_two_is_followed(followed: str, seen: str, rule: str):
    there, back = compare(followed, seen), compare(seen, followed)
    assert there.level == back.level
    assert there.score == back.score


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(followed: str, seen: str):
    found = compare(followed, seen)
    assert 0 <= found.score <= 100
    assert (found.level == "none") == (found.rule == "")


NAMES = st.lists(
    st.sampled_from(["Difan", "Zou", "Wei", "van", "der", "Maria", "José", "García", "Smith-Jones", "O'Brien", "K."]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(NAMES, NAMES)
def test_the_order_of_comparing_never_matters(one: str, other: str):
    assert compare(one, other).level == compare(other, one).level


@given(st.sampled_from(["Difan", "Maria", "Jürgen"]), st.sampled_from(["Zou", "Meyer", "de Sousa", "O'Brien"]))
def test_a_name_written_surname_first_with_a_comma_is_the_same(given_name: str, surname: str):
    assert compare(f"{given_name} {surname}", f"{surname}, {given_name}").level == "match"


@given(NAMES)
def test_a_hostile_amount_of_words_ends(name: str):
    assert compare(name * 500, "Difan Zou").score <= 100
