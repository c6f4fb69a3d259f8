"""The workbook is opened again, and every number in it is compared with the scenes."""

import io

import openpyxl
import pytest

from sharedwealth.briefings import scene
from sharedwealth.exports import cleaning, xlsx
from sharedwealth.exports.writing import ExportError
from tests.exports import examples


def book(talk):
    held = io.BytesIO()
    xlsx.write(talk, held)
    held.seek(0)
    return openpyxl.load_workbook(held)


@pytest.fixture(scope="module", params=["zh", "en"])
def both(request):
    talk = examples.talk(request.param)
    return cleaning.cleaned(talk), book(talk)


def numbers(sheet):
    return [
        cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]


def figures_of(each):
    """Every number that the scene shows, in the order of reading."""
    body, beside = each.body, [fact.value for fact in each.facts]
    if isinstance(body, scene.Map):
        told = [
            row for row in body.rows if row.status != "suppressed"
        ]  # of the others nothing, not even what they are out of
        rows = [part for row in told for part in (row.value, row.numerator, row.denominator, row.n)]
        return [*rows, *beside]
    if isinstance(body, scene.Chart):
        rows = [series.values[at] for at in range(len(body.categories)) for series in body.series]
        return [*rows, *(line.value for line in body.lines), *beside]
    if isinstance(body, scene.Table):
        return [*(cell.value for row in body.whole for cell in row), *beside]
    if isinstance(body, scene.Story):
        facts = (*body.published, body.before, body.after, *body.live)
        return [fact.value for fact in facts]
    return [fact.value for fact in body.facts]


def test_a_sheet_for_each_step_with_its_headline_and_badge(both):
    talk, found = both
    assert found.sheetnames[1:] == xlsx.sheet_names(talk)
    assert all(len(name) <= 31 for name in found.sheetnames)
    for name, each in zip(found.sheetnames[1:], talk.scenes, strict=True):
        sheet = found[name]
        assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [each.headline, each.subtitle, each.badge]
        assert sheet.freeze_panes == "B6"
        assert talk.snapshot in sheet.cell(3, 1).value
    assert found.worksheets[0]["A1"].value == talk.title
    assert found.properties.title == talk.title


def test_numbers_are_the_scenes_own_and_nothing_else(both):
    talk, found = both
    for sheet, each in zip(found.worksheets[1:], talk.scenes, strict=True):
        assert numbers(sheet) == [value for value in figures_of(each) if value is not None], each.key


def test_a_number_is_formatted_as_it_is_read(both):
    _, found = both
    rates = {
        cell.value: cell.number_format
        for row in found.worksheets[2].iter_rows()
        for cell in row
        if cell.data_type == "n"
    }
    assert rates[0.9625] == '0.0%;"−"0.0%'
    people = {
        cell.value: cell.number_format
        for row in found.worksheets[5].iter_rows()
        for cell in row
        if cell.data_type == "n"
    }
    assert people[498_123] == "#,##0"


def test_what_is_not_told_stands_in_words(both):
    talk, found = both
    written = [cell.value for row in found.worksheets[2].iter_rows() for cell in row if cell.data_type == "s"]
    for words in (
        ("少于10，不显示", "无数据") if talk.language == "zh" else ("Fewer than 10, not shown", "No data")
    ):
        assert words in written


def test_definitions_stand_under_the_figures(both):
    talk, found = both
    written = "\n".join(str(row[0].value) for row in found.worksheets[1].iter_rows() if row[0].value)
    assert ("建成工坊：" if talk.language == "zh" else "Workshops built: ") in written


def test_nothing_is_ever_a_formula_or_a_link(both):
    _, found = both
    for sheet in found.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    table = [cell.value for row in found.worksheets[-1].iter_rows() for cell in row]
    assert "=1+1 <&>  “”" in table


def test_ten_thousand_rows_are_whole_and_tell_how_far_they_are(tmp_path):
    talk = examples.with_body(examples.talk("en", ("table",)), examples.table("en", 10_000, 8))
    told = []
    xlsx.write(talk, tmp_path / "long.xlsx", progress=lambda done, of: told.append((done, of)))
    sheet = openpyxl.load_workbook(tmp_path / "long.xlsx", read_only=True).worksheets[1]
    values = [row[1] for row in sheet.iter_rows(min_row=6, max_row=10_005, values_only=True)]
    assert values == list(range(10_000))
    assert told[-1] == (10_001, 10_001)
    assert len(told) >= 10
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(ExportError, match="nowhere"):
        xlsx.write(examples.talk("en", ("figures",)), tmp_path / "nowhere" / "talk.xlsx")
    assert list(tmp_path.iterdir()) == []
