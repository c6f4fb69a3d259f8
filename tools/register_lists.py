"""The dated lists of counties and the published targets, with where each is known from."""

import pandas as pd

_FIRST_26 = "2021-01-01"  # no source dates the start of the list; the earliest that speaks of it is of 2021
_FIRST_32 = "2022-01-01"  # likewise, a source of 2022-09-27
_AUGUST_2024 = "2024-08-01"  # the adjustment is dated to the month
_MAY_2025 = "2025-05-28"

_LEFT_2024 = {"330326": "平阳", "330802": "柯城", "331102": "莲都"}
_JOINED_2024 = {"330305": "洞头", "330922": "嵊泗"}
_LEFT_2025 = {"330324": "永嘉", "330327": "苍南", "330881": "江山"}

_NOT_SEEN = {"331022", "330803", "330824"}  # 三门 衢江 开化: among the 26 by general knowledge alone
_NOT_SEEN_ISLANDS = {"330902", "330903", "330921", "331083"}  # 定海 普陀 岱山 玉环, among the 32 likewise

_SOURCE_26 = "山区26县 (Zhejiang Daily 2021-12-26 and later reports)"
_SOURCE_2024 = "China News Service 2025-01-07: 25 mountainous and island counties after August 2024"
_SOURCE_2025 = "ezhejiang.gov.cn, 28 May 2025"
_SOURCE_32 = "People's Daily 2022-09-27: 32个山区海岛县(市、区)"


def designations(counties: pd.DataFrame) -> pd.DataFrame:
    """One row a county and unbroken stay on a list; `counties` carries the marks of the 26 and the 32."""
    rows: list[tuple[str, str, str, str, str, bool]] = []
    for county in counties.itertuples():
        code = str(county.code)
        if county.is_mountain_county == "true":
            left = _AUGUST_2024 if code in _LEFT_2024 else _MAY_2025 if code in _LEFT_2025 else ""
            source = {
                _AUGUST_2024: f"{_SOURCE_26}; {_SOURCE_2024}",
                _MAY_2025: f"{_SOURCE_26}; {_SOURCE_2025}",
            }
            seen = code not in _NOT_SEEN
            rows.append((code, "mountain_county", _FIRST_26, left, source.get(left, _SOURCE_26), seen))
        if code in _JOINED_2024:
            rows.append((code, "mountain_county", _AUGUST_2024, "", _SOURCE_2024, True))
        if county.is_mountain_or_island_county == "true":
            seen = code not in _NOT_SEEN | _NOT_SEEN_ISLANDS
            rows.append((code, "mountain_island_county", _FIRST_32, "", _SOURCE_32, seen))
    frame = pd.DataFrame(
        rows, columns=["code", "designation", "valid_from", "valid_to", "source", "is_confirmed"]
    )
    frame["is_confirmed"] = frame["is_confirmed"].map({True: "true", False: "false"})
    return frame.sort_values(["designation", "code", "valid_from"], ignore_index=True)


_TARGETS = (
    ("33", "workshops_built", "10000", "2025-09-01",
     ("潮新闻：2022年9月提出，三年打造一万家各种类型的“共富工坊” | "
     "Chao News: 10000 workshops in three years (set in September 2022)")),
    ("33", "mountain_town_coverage", "1", "",
     ("2022年9月《关于强化党建引领推进“共富工坊”建设的指导意见》：山区26县乡镇全覆盖，未见期限 | "
     "Guiding opinions of September 2022: all towns of the 26 mountainous counties; no due date seen")),
    ("33", "key_village_coverage", "1", "",
     ("2022年9月《关于强化党建引领推进“共富工坊”建设的指导意见》：乡村振兴重点帮促村全覆盖，未见期限 | "
     "Guiding opinions of September 2022: all key assisted villages; no due date seen")),
    ("330381", "workshops_built", "60", "2022-12-01",
     ("瑞安新闻客户端，2022-10-24：预计全年建成60家以上 | "
     "Rui'an News app, 2022-10-24: over 60 expected to be built in the year")),
    ("3309", "workshops_built", "400", "2024-12-01",
     ("浙江新闻网站（转载），2023-07-17：到2024年底力争达到400家 | "
     "Zhejiang news site, seen in a mirror copy, 2023-07-17: 400 aimed at by the end of 2024")),
    ("331082", "workshops_built", "30", "2022-12-01",
     ("台州日报，2022-03-26（地方网站转载）：将启动“共富工坊”建设30个以上 | "
     "Taizhou Daily, 2022-03-26, via a local site: over 30 workshops to be begun")),
)  # fmt: skip
"""Sources in both languages, 中文 | English; what is quoted in Chinese is told in English in our words."""


def targets() -> pd.DataFrame:
    return pd.DataFrame(_TARGETS, columns=["area_code", "indicator", "value", "due_month", "source"])
