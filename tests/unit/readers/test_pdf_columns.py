"""Order of reading in PDF files: two columns, line numbers in the margin, heads and hyphens between two halves."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from documents import codes, furniture, pdf_of, read_bytes, texts

SIZE, STEP, TOP = 10, 14, 740
WIDTH = 44  # characters of a column
FIRST = (
    "Article 1 Providers of a public chat service shall keep a record of every complaint that a user makes, of the "
    "date on which it was made, of the answer that the provider gave and of the reasons for that answer, and shall "
    "keep these records for a term of three years from the day on which the complaint was answered."
)
SECOND = (
    "Article 2 The authority may ask for these records at any time, and the provider shall hand them over within ten "
    "working days, in a form that can be searched, together with a list of the persons who may change or delete the "
    "records and of the changes that these persons made in the year before."
)
LATIN = tuple[float, float, float, str]


def lines(text: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width)


def column(text: str, left: float, top: float = TOP) -> list[LATIN]:
    return [(left, top - STEP * index, SIZE, line) for index, line in enumerate(lines(text))]


def test_two_columns_are_read_one_after_the_other() -> None:
    body = pdf_of([column(FIRST, 60) + column(SECOND, 320)])
    assert texts(read_bytes(body)) == [FIRST, SECOND]


def test_two_columns_that_are_drawn_row_by_row_are_read_one_after_the_other() -> None:
    rows = [line for pair in zip_longest(column(FIRST, 60), column(SECOND, 320)) for line in pair if line]
    assert texts(read_bytes(pdf_of([rows]))) == [FIRST, SECOND]


def test_a_paragraph_goes_on_in_the_next_column_and_a_title_stands_over_both() -> None:
    whole = lines(f"{FIRST} {SECOND}")
    half = len(whole) // 2
    left = [(60.0, TOP - STEP * index, SIZE, line) for index, line in enumerate(whole[:half])]
    right = [(320.0, TOP - STEP * index, SIZE, line) for index, line in enumerate(whole[half:])]
    title = (200.0, TOP + 40, 14, "Regulation on Public Chat Services")
    found = texts(read_bytes(pdf_of([[title, *left, *right]])))
    assert found[0] == "Regulation on Public Chat Services"
    assert " ".join(found[1:]) == f"{FIRST} {SECOND}"


def test_a_heading_across_the_page_ends_the_columns_above_it() -> None:
    heading = (210.0, TOP - 160, 14, "Chapter Two: The Authority")
    below = column(FIRST.replace("1", "3"), 60, TOP - 200) + column(SECOND.replace("2", "4"), 320, TOP - 200)
    found = texts(read_bytes(pdf_of([[*column(FIRST, 60), *column(SECOND, 320), heading, *below]])))
    assert [text[:11] for text in found] == ["Article 1 P", "Article 2 T", "Chapter Two", "Article 3 P", "Article 4 T"]


def test_a_table_of_two_columns_is_read_row_by_row() -> None:
    fees = (("Filing", "10"), ("Appeal", "20"), ("Copy", "1"), ("Search", "5"), ("Stamp", "2"), ("Seal", "3"))
    rows = [
        cell
        for index, (name, fee) in enumerate(fees)
        for cell in ((60, TOP - STEP * index, SIZE, name), (320, TOP - STEP * index, SIZE, fee))
    ]
    assert " ".join(texts(read_bytes(pdf_of([rows])))) == "Filing 10 Appeal 20 Copy 1 Search 5 Stamp 2 Seal 3"


def numbered(text: str, every: int) -> list[LATIN]:
    page: list[LATIN] = []
    for index, line in enumerate(lines(text, 70), 1):
        if index % every == 0:
            page.append((40, TOP - STEP * index, 8, str(index)))
        page.append((80, TOP - STEP * index, SIZE, line))
    return page


def test_numbers_of_every_fifth_line_are_set_aside() -> None:
    reading = read_bytes(pdf_of([numbered(f"{FIRST} {FIRST[10:]} {SECOND[10:]} {FIRST[10:]}", 5)]))
    assert texts(reading) == [f"{FIRST} {FIRST[10:]} {SECOND[10:]} {FIRST[10:]}"]
    assert (furniture(reading), codes(reading)) == (["5 10 15"], ["page_furniture", "line_numbers"])


def test_numbers_of_all_lines_are_set_aside() -> None:
    text = f"{FIRST} {FIRST[10:]} {SECOND[10:]}"
    reading = read_bytes(pdf_of([numbered(text, 1)]))
    assert texts(reading) == [text]
    assert furniture(reading)[0].startswith("1 2 3 4")


def test_numbers_of_sections_in_the_margin_stay_with_their_sections() -> None:
    page: list[LATIN] = []
    bottom = float(TOP)
    for number, text in ((1, FIRST[10:]), (2, SECOND[10:70]), (3, FIRST[10:]), (4, SECOND[10:])):
        for index, line in enumerate(lines(text, 70)):
            page += [(60, bottom, SIZE, str(number))] if not index else []
            page.append((80, bottom, SIZE, line))
            bottom -= STEP
    assert " ".join(texts(read_bytes(pdf_of([page])))).startswith("1 Providers of a public")


def test_a_running_head_and_a_hyphen_between_two_pages_leave_one_sentence() -> None:
    pages = []
    halves = (
        ("Article 1 A provider shall notify the author-", "Official Gazette of Example, 3 May 2024, page 12"),
        ("ity of every complaint within ten days.", "Official Gazette of Example, 3 May 2024, page 13"),
    )
    for text, head in halves:
        pages.append([(150, 800, 8, head), (80, TOP, SIZE, text)])
    reading = read_bytes(pdf_of(pages))
    assert texts(reading) == ["Article 1 A provider shall notify the authority of every complaint within ten days."]
    assert len(furniture(reading)) == 2
