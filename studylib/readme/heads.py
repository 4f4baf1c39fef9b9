"""Headers and link texts that groups write, folded and without spaces."""

WEEK_HEADS = frozenset(["주차", "주", "회차", "차시", "week", "weeks", "wk", "w"])
TURN_HEADS = frozenset(
    [
        "팀블로그",
        "당번",
        "블로그",
        "블로그당번",
        "팀블로그당번",
        "포스팅",
        "teamblog",
        "blog",
        "writer",
        "turn",
        "blogwriter",
    ]
)
NAME_HEADS = frozenset(
    ["이름", "멤버", "스터디원", "팀원", "참여자", "닉네임", "name", "names", "member", "members", "who"]
)
LINK_HEADS = ("과제", "제출", "숙제", "링크", "노트", "submission", "assignment", "homework", "link", "note")
OTHER_HEADS = frozenset(
    [
        "주제",
        "제목",
        "자료",
        "강의",
        "실습",
        "읽을거리",
        "내용",
        "기간",
        "날짜",
        "일정",
        "비고",
        "마감",
        "발표",
        "발표자",
        "topic",
        "title",
        "lecture",
        "lab",
        "reading",
        "date",
        "dates",
        "due",
        "deadline",
        "slides",
        "material",
        "materials",
        "remark",
        "remarks",
    ]
)
"""Headers that decide a column before its cells are read, folded and without spaces."""

GENERIC = frozenset(
    [
        "링크",
        "과제",
        "제출",
        "노트",
        "글",
        "보기",
        "바로가기",
        "here",
        "link",
        "note",
        "notes",
        "post",
        "url",
        "homework",
    ]
)
"""Texts of a link that do not say whose it is."""
