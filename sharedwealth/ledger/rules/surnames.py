"""What a person's name looks like where a serial number belongs."""

import re
from functools import lru_cache

from sharedwealth.ledger.reading.raw import trimmed
from sharedwealth.ledger.reading.values import narrow

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程"
    "嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸"
    "司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄"
    "晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾"
    "沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫涂付代岳练佘苟仝官覃麦"
)
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "令狐",
    "端木",
    "东方",
    "独孤",
    "南宫",
    "慕容",
    "司徒",
)
_NOT_NAMES = re.compile(
    r".*(?:工坊|务工|农户|员工|工人|工号|编号|序号|临时|新增|待补|空缺|暂无|没有|合计|小计|总计|正常|良好|备注|外地|本村).*"
    r"|.+[村镇乡县市区坊组队号厂社部班岗]"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]{2,4}(?:·[\u3400-\u9fff]{2,6})?")
_LATIN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+(?: ?[a-z]+)?")
_AROUND = re.compile(r"^[0-9\s.、_-]+|[0-9\s.、_()*-]+[户家]?$|[户家]$")


@lru_cache(maxsize=65_536)
def is_like_a_name(text: str, *, is_strict: bool = False) -> bool:
    """Two to four Chinese characters that begin with a surname, or a name in Latin letters, numbered or not.

    Without `is_strict`, as in a column of serial numbers, Chinese characters alone are taken for a name even when they
    begin with a rare surname.
    """
    if text.isascii() and not text[:1].isalpha():
        return False
    whole = narrow(trimmed(text))
    if _LATIN.fullmatch(whole):
        return True
    bare = _AROUND.sub("", whole).replace(" ", "")
    if not _HAN.fullmatch(bare) or _NOT_NAMES.fullmatch(bare):
        return False
    has_surname = bare[0] in _SURNAMES or bare.startswith(_DOUBLE)
    return has_surname or (not is_strict and bare == whole)
