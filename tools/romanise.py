"""English names of towns and villages: pinyin as one word, capital first, and the English word for the kind.

Readings that pypinyin does not know as place names are listed here: 长 is Chang in a place (长丰
Changfeng), 都 is Du (三都 Sandu), 仇 is Qiu, 缪 is Miao. Where local usage differs from the dictionary
the local one is meant, and an operator's own list can always say it better.
"""

import re

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

_CHARACTERS = {
    "长": "cháng", "都": "dū", "弄": "lòng", "佛": "fó", "缪": "miào", "仇": "qiú", "晟": "shèng",
    "曾": "zēng",
    "姥": "mǔ", "巷": "xiàng", "澄": "chéng", "杉": "shān", "栅": "zhà", "乐": "lè", "朝": "cháo",
    "番": "fān",
    "湫": "qiū", "行": "xíng", "射": "shè", "降": "jiàng", "藏": "cáng", "埔": "pǔ", "隘": "ài",
    "重": "zhòng", "堤": "dī", "尺": "chǐ", "大": "dà", "峙": "zhì", "甽": "zhèn", "粘": "nián", "还": "huán",
}  # fmt: skip

_PHRASES = {
    "乐清": "yuè qīng", "乐成": "yuè chéng", "音乐": "yīn yuè", "梁弄": "liáng nòng", "朝阳": "zhāo yáng",
    "朝晖": "zhāo huī", "朝霞": "zhāo xiá", "朝晨": "zhāo chén", "江厦": "jiāng xià", "莘塍": "xīn chéng",
    "受降": "shòu xiáng", "平巷": "píng xiàng", "地藏": "dì zàng", "行头": "háng tóu", "三重": "sān chóng",
    "村长": "cūn zhǎng",
    "西藏": "xī zàng", "长征": "cháng zhēng", "行业": "háng yè", "银行": "yín háng", "广厦": "guǎng shà",
    "大厦": "dà shà", "厦门": "xià mén", "重庆": "chóng qìng", "九重": "jiǔ chóng", "重阳": "chóng yáng",
}  # fmt: skip

_TOWN_ENDINGS = (
    ("畲族乡", "She Ethnic Township"),
    ("畲族镇", "She Ethnic Town"),
    ("街道", "Subdistrict"),
    ("镇", "Town"),
    ("乡", "Township"),
)
_VILLAGE_ENDINGS = (
    ("林场生活区", "Forest Farm Residential Area"),
    ("茶场生活区", "Tea Farm Residential Area"),
    ("农场生活区", "Farm Residential Area"),
    ("山地生活区", "Upland Residential Area"),
    ("林场管理区", "Forest Farm Management Area"),
    ("工业园区社区", "Industrial Park Community"),
    ("开发区社区", "Development Zone Community"),
    ("社区", "Community"),
    ("居委会", "Residents' Committee"),
    ("生活区", "Residential Area"),
    ("管理区", "Management Area"),
    ("村", "Village"),
)
_QUASI_TOWNS = {
    "萧山经济技术开发区": "Xiaoshan Economic and Technological Development Zone",
    "萧山商业城": "Xiaoshan Business Town",
    "围垦区": "Reclamation Area",
    "红山农场": "Hongshan Farm",
    "萧山钱江世纪城": "Xiaoshan Qianjiang Century City",
    "保税区": "Bonded Zone",
    "滨海经济开发区": "Binhai Economic Development Zone",
    "高新技术产业园区": "High-tech Industrial Park",
    "环杭州湾创新中心": "Hangzhou Bay Innovation Centre",
    "现代农业开发区": "Modern Agriculture Development Zone",
    "长三角商贸园区": "Yangtze Delta Trade Park",
    "县特产场场区": "County Speciality Farm",
    "四海山林场": "Sihaishan Forest Farm",
    "正江山林场": "Zhengjiangshan Forest Farm",
    "开发区": "Development Zone",
    "乌岩岭自然保护区": "Wuyanling Nature Reserve",
    "龙港市直辖村级区划": "Communities directly under Longgang City",
    "椒江农场": "Jiaojiang Farm",
    "月湖新城": "Yuehu New Town",
    "滨海工业城": "Binhai Industrial Town",
    "滨海新区": "Binhai New Area",
    "东部新区": "Eastern New Area",
    "玉环经济开发区": "Yuhuan Economic Development Zone",
}
_CHINESE = re.compile(r"[㐀-鿿豈-﫿𠀀-𱍊]+")

_BRACKETS = str.maketrans({"（": " (", "(": " (", "）": ")"})

load_single_dict({ord(character): reading for character, reading in _CHARACTERS.items()})
load_phrases_dict({word: [[reading] for reading in spoken.split()] for word, spoken in _PHRASES.items()})


def word(chinese: str) -> str:
    """One word of pinyin, capital first: 杜桥 is Duqiao, 西安 is Xi'an; signs and digits stay."""
    return _CHINESE.sub(lambda match: _syllables(match[0]), chinese).translate(_BRACKETS)


def _syllables(chinese: str) -> str:
    written = ""
    for syllable in lazy_pinyin(chinese, style=Style.NORMAL, v_to_u=True):
        divided = written and syllable[0] in "aoe"
        written += ("'" if divided else "") + syllable
    return written[:1].upper() + written[1:]


def town(name: str) -> str:
    """Duqiao Town, Dongta Subdistrict, Zhuli She Ethnic Township."""
    return _QUASI_TOWNS.get(name) or _with_ending(name, _TOWN_ENDINGS) or word(name)


def village(name: str) -> str:
    """Sanlian Village, Qingbomen Community; a short name keeps its ending: 董村 is Dongcun Village."""
    if len(name) == 2 and name.endswith("村"):
        return f"{word(name)} Village"
    return _with_ending(name, _VILLAGE_ENDINGS) or word(name)


def _with_ending(name: str, endings: tuple[tuple[str, str], ...]) -> str | None:
    for ending, english in endings:
        core = name.removesuffix(ending)
        if core != name:
            return f"{word(core)} {english}" if core else english
    return None
