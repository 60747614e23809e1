"""Files and folders → documents, and what each kind of bad input says."""

import json
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from graph.errors import ReadError
from graph.model import Document
from graph.read import documents
from graph.read.days import day_from
from tests import facts

SEEDS = Path(__file__).parents[1] / "seeds"


def read(*paths: Path, **options: object) -> list[Document]:
    """All documents, where none may fail."""
    found = list(documents(paths, **options))  # type: ignore[arg-type]
    assert not [str(item) for item in found if isinstance(item, ReadError)]
    return [item for item in found if isinstance(item, Document)]


def outcome(*paths: Path, **options: object) -> tuple[list[str], list[str]]:
    """The ids that were read, and the messages of what was not."""
    found = list(documents(paths, **options))  # type: ignore[arg-type]
    return [d.id for d in found if isinstance(d, Document)], [str(e) for e in found if isinstance(e, ReadError)]


def message(*paths: Path, **options: object) -> str:
    """The one message, where nothing is read."""
    ids, messages = outcome(*paths, **options)
    assert ids == []
    assert len(messages) == 1
    return messages[0]


def write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


class TestSeeds:
    def test_texts_are_those_of_the_annotated_documents(self) -> None:
        assert {d.id: d.text for d in read(SEEDS)} == {gold["id"]: gold["text"] for gold in facts.annotated()}

    def test_days_and_publishers_come_from_the_table_beside_them(self) -> None:
        assert [(d.id[:3], str(d.published), d.publisher) for d in read(SEEDS)] == [
            ("000", "2024-10-11", "Axios"),
            ("001", "2024-04-13", "CNN"),
            ("002", "2024-04-14", None),
            ("003", "2024-10-09", None),
            ("004", "2024-11-01", "Reuters"),
        ]

    def test_one_file_of_the_folder_has_its_row_too(self) -> None:
        assert [d.published for d in read(SEEDS / "004_232cedace41cd275.txt")] == [date(2024, 11, 1)]


class TestText:
    @pytest.mark.parametrize(
        "text",
        [
            "A met B.\n",
            "  A met B.  ",
            "\n\nA met B.\r\nThen\rB left.\n\n",
            "Zelenskyy’s “call”\u00a0– 电话",
            "---\nA rule, not metadata\n",
        ],
    )
    @pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
    def test_is_kept_as_it_is(self, tmp_path: Path, text: str, suffix: str) -> None:
        assert [d.text for d in read(write(tmp_path / f"a{suffix}", text))] == [text]

    def test_byte_order_mark_is_no_part_of_it(self, tmp_path: Path) -> None:
        assert read(write(tmp_path / "a.txt", "\ufeffA met B.")) == [Document("a", "A met B.")]

    def test_metadata_before_it_is_no_part_of_it(self, tmp_path: Path) -> None:
        text = '---\ntitle: "Talks: the end"\ndate: 2024-10-09T08:00:00Z\nauthor: X\nurl: https://example.org/a?b=c\npublisher: Post\n---\nA met B.\n'
        assert read(write(tmp_path / "a.md", text)) == [
            Document("a", "A met B.\n", date(2024, 10, 9), "Talks: the end", "https://example.org/a?b=c", "Post")
        ]


PAGE = """<!doctype html><html><head><title>A met B &amp; C</title>
<meta property="article:published_time" content="2024-10-09T20:15:00+02:00"><meta property="og:site_name" content="Post">
<meta property="og:url" content="https://example.org/a"><style>p {}</style></head>
<body><nav><p>Home</p></nav><h1>A met B</h1><p>A met <b>B</b>
  on&nbsp;Monday.<p>They &lt;talked&gt;.<script>var p = "<p>no</p>";</script></p><footer><p>Imprint</p></footer></body></html>"""


def test_web_page_gives_its_paragraphs_and_what_its_head_says(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.html", PAGE)) == [
        Document(
            "a",
            "A met B\nA met B on Monday.\nThey <talked>.",
            date(2024, 10, 9),
            "A met B & C",
            "https://example.org/a",
            "Post",
        )
    ]


class TestFolder:
    def test_is_read_in_the_order_of_names_with_the_folders_in_it(self, tmp_path: Path) -> None:
        for name in [
            "b.txt",
            "a/z.md",
            "a/b/c.html",
            "c.jsonl",
            ".hidden.txt",
            ".git/x.txt",
            "picture.png",
            "documents.csv",
        ]:
            write(
                tmp_path / name,
                '{"id": "line", "text": "x"}' if name.endswith("l") and "json" in name else "file\n<p>x",
            )
        assert [d.id for d in read(tmp_path)] == ["c", "z", "b", "line"]

    def test_a_file_named_twice_is_read_once(self, tmp_path: Path) -> None:
        file = write(tmp_path / "a.txt", "A met B.")
        assert [d.id for d in read(tmp_path, file, tmp_path / ".." / tmp_path.name)] == ["a"]

    def test_without_documents_says_so(self, tmp_path: Path) -> None:
        write(tmp_path / "picture.png", b"\x89PNG")
        assert "holds no document" in message(tmp_path)


class TestTable:
    def test_says_what_the_texts_do_not(self, tmp_path: Path) -> None:
        write(
            tmp_path / "documents.csv",
            '\ufefffile,published,title,note\na.txt,2024-10-09,"One, two",x\nsub/b.txt,2024-10-08,,\nc,,T,\n',
        )
        for name in ["a.txt", "sub/b.txt", "c.txt"]:
            write(tmp_path / name, "A met B.")
        assert {d.id: (d.published and d.published.day, d.title) for d in read(tmp_path)} == {
            "a": (9, "One, two"),
            "b": (8, None),
            "c": (None, "T"),
        }

    def test_goes_by_id_and_wins_over_the_text_and_the_day_of_the_run(self, tmp_path: Path) -> None:
        write(tmp_path / "documents.csv", "id,published\na,2024-10-09\nline,2024-10-08\n")
        write(tmp_path / "a.txt", "---\ndate: 2000-01-01\n---\nx")
        write(tmp_path / "b.jsonl", '{"id": "line", "text": "x", "date": "2000-01-01"}\n{"id": "other", "text": "x"}\n')
        assert {d.id: str(d.published) for d in read(tmp_path, day=date(2024, 1, 1))} == {
            "a": "2024-10-09",
            "line": "2024-10-08",
            "other": "2024-01-01",
        }

    @pytest.mark.parametrize(
        ("table", "says"),
        [
            (
                "file,published\na.txt,9 Oct 2024\n",
                "documents.csv:2: '9 Oct 2024' is not a day; write it as year, month and day: 2024-10-09",
            ),
            ("file,published\nb.txt,2024-10-09\na.txt,2024-02-30\n", "documents.csv:3: '2024-02-30' is not a day"),
            ("name,published\na.txt,2024-10-09\n", "documents.csv:1: the table has no column 'file' or 'id'"),
            ("file,published\n,2024-10-09\n", "documents.csv:2: the row names no document"),
            ("file,title\na.txt,One, two\n", "documents.csv:2: the row has more cells than the table has columns"),
            ('file,title\na.txt,"One" two\n', "documents.csv:2: the table is malformed"),
            ("file,title\na.txt,Caf\u00e9\n".encode("latin-1"), "documents.csv:2: not UTF-8"),
            ("", "documents.csv:1: the table has no column"),
        ],
    )
    def test_that_is_wrong_is_told_and_the_text_is_read(self, tmp_path: Path, table: str | bytes, says: str) -> None:
        write(tmp_path / "documents.csv", table)
        write(tmp_path / "a.txt", "A met B.")
        ids, messages = outcome(tmp_path)
        assert ids == ["a"]
        assert len(messages) == 1
        assert says in messages[0]


class TestJsonLines:
    def test_each_is_a_document(self, tmp_path: Path) -> None:
        rows = [
            {
                "id": "a",
                "text": " A met B.\r\n",
                "date": "2024-10-09",
                "title": "T",
                "url": "u",
                "publisher": "p",
                "actors": [1],
            },
            {"id": 7, "text": "x", "date": None, "title": ""},
        ]
        file = write(tmp_path / "a.jsonl", "\ufeff" + "\n\n".join(json.dumps(row) for row in rows))
        assert read(file) == [Document("a", " A met B.\r\n", date(2024, 10, 9), "T", "u", "p"), Document("7", "x")]

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            (b'{"id": "b", "text": ', "a.jsonl:2: not JSON: "),
            (b"[" * 100_000, "a.jsonl:2: "),
            (b"[1]", "a.jsonl:2: the line is not a JSON object"),
            (b'{"text": "x"}', "a.jsonl:2: the document has no 'id'"),
            (b'{"id": true, "text": "x"}', "a.jsonl:2: the document has no 'id'"),
            (b'{"id": "b"}', "a.jsonl:2: the document 'b' has no 'text'"),
            (b'{"id": "b", "text": null}', "a.jsonl:2: the document 'b' has no 'text'"),
            (b'{"id": "b", "text": " \\n"}', "a.jsonl:2: there is no text in it"),
            (b'{"id": "b", "text": "x", "date": "October"}', "a.jsonl:2: 'date': 'October' is not a day"),
            (b'{"id": "b", "text": "x", "date": 20241009}', "a.jsonl:2: 'date': '20241009' is not a day"),
            (b'{"id": "b", "text": "x\\ud83d"}', "a.jsonl:2: character 2 of the text is half of one ('\\ud83d')"),
            (b'{"id": "b", "text": "x", "title": 3}', "a.jsonl:2: 'title' is not a string"),
            (b'{"id": "b", "text": "caf\xe9"}', "a.jsonl:2: not UTF-8: byte 25 of the line is 0xe9"),
            (b'{"id": "b", "text": "x\x00"}', "a.jsonl:2: the file is binary"),
            (b'{"id": "a", "text": "x"}', "a.jsonl:2: the id 'a' belongs to "),
            (b'{"id": "", "text": "x"}', "a.jsonl:2: the id '' is empty"),
            (b'{"id": "a\\u0000b", "text": "x"}', "a.jsonl:2: the id 'a\\x00b' has characters"),
            (b'{"id": "' + b"b" * 201 + b'", "text": "x"}', "has 201 characters, more than 200"),
            (b'{"id": "b", "text": "x", "date": NaN}', "a.jsonl:2: 'date': 'NaN' is not a day"),
        ],
    )
    def test_that_is_wrong_is_told_and_the_rest_goes_on(self, tmp_path: Path, line: bytes, says: str) -> None:
        file = write(tmp_path / "a.jsonl", b'{"id": "a", "text": "x"}\n' + line + b'\n{"id": "c", "text": "x"}\n')
        ids, messages = outcome(file)
        assert ids == ["a", "c"]
        assert len(messages) == 1
        assert says in messages[0]

    def test_a_line_of_50_megabytes_costs_only_itself(self, tmp_path: Path) -> None:
        long = b'{"id": "b", "text": "' + b"x" * 50_000_000 + b'"}\n'
        file = write(tmp_path / "a.jsonl", b'{"id": "a", "text": "x"}\n' + long + b'{"id": "c", "text": "x"}\n')
        tracemalloc.start()
        ids, messages = outcome(file)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert ids == ["a", "c"]
        assert len(messages) == 1
        assert f"{file}:2: the text is too long (a line of {len(long):,} bytes; the limit is 1,000,000" in messages[0]
        assert peak < 40_000_000

    def test_without_a_line_says_so(self, tmp_path: Path) -> None:
        assert "no text" in message(write(tmp_path / "a.jsonl", "\n \n"))


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "bad.txt: there is no text in it"),
            (b" \n\t\n", "bad.txt: there is no text in it"),
            (b"\xef\xbb\xbf", "bad.txt: there is no text in it"),
            (b"A\nB\x00C", "bad.txt:2: the file is binary"),
            (bytes(range(256)), "bad.txt:1: the file is binary"),
            (b"%PDF-1.7\n", "bad.txt: the file is a PDF, not a text"),
            (b"PK\x03\x04...", "bad.txt: the file is a ZIP archive or an office document"),
            (
                "A met B.\nCafé".encode("latin-1"),
                "bad.txt:2: not UTF-8: byte 4 of the line is 0xe9 (byte 13 of the text); convert it, for example: iconv",
            ),
            (b"\xef\xbb\xbfA\n\xff", "bad.txt:2: not UTF-8: byte 1 of the line is 0xff (byte 6 of the text)"),
            ("A met B.".encode("utf-16"), "bad.txt:1: the text is UTF-16, not UTF-8; convert it: iconv -f UTF-16"),
            ("A met B.".encode("utf-32"), "bad.txt:1: the text is UTF-32, not UTF-8"),
            (b"---\ntitle: x\ndate: yesterday\n---\nA met B.", "bad.txt:3: 'yesterday' is not a day"),
            (
                b"x" * 2_000_000,
                "bad.txt: the text is too long (2,000,000 characters; the limit is 1,000,000 characters)",
            ),
            (b"x" * 5_000_000, "bad.txt: the text is too long (5,000,000 bytes; the limit is 1,000,000 characters)"),
        ],
    )
    def test_are_told_and_the_rest_goes_on(self, tmp_path: Path, content: bytes, says: str) -> None:
        write(tmp_path / "a.txt", "A met B.")
        write(tmp_path / "bad.txt", content)
        write(tmp_path / "c.txt", "A met B.")
        ids, messages = outcome(tmp_path)
        assert ids == ["a", "c"]
        assert len(messages) == 1
        assert f"{tmp_path}/{says}" in messages[0]

    def test_limit_can_be_set(self, tmp_path: Path) -> None:
        file = write(tmp_path / "a.txt", "x" * 11)
        assert "11 characters; the limit is 10 characters" in message(file, text_limit=10)
        assert len(read(file, text_limit=11)) == 1

    def test_missing_path_says_so(self, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", "A met B.")
        ids, messages = outcome(tmp_path / "nowhere", tmp_path)
        assert ids == ["a"]
        assert messages == [f"{tmp_path / 'nowhere'}: there is no such file or folder; check the path"]

    def test_other_kind_of_file_says_which_can_be_read(self, tmp_path: Path) -> None:
        assert "give a folder or one of .htm, .html, .jsonl" in message(write(tmp_path / "a.docx", "x"))

    def test_same_id_in_two_folders_says_where_the_first_is(self, tmp_path: Path) -> None:
        write(tmp_path / "a/x.txt", "A met B.")
        write(tmp_path / "b/x.txt", "A met C.")
        ids, messages = outcome(tmp_path)
        assert ids == ["x"]
        assert len(messages) == 1
        assert messages[0].startswith(f"{tmp_path}/b/x.txt: the id 'x' belongs to {tmp_path}/a/x.txt already")

    def test_file_name_that_is_not_text(self, tmp_path: Path) -> None:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))).write_text("A met B.")
        assert "has characters that a web address cannot carry" in message(tmp_path)


@pytest.mark.parametrize("written", ["2024-10-09", " 2024-10-09 ", "2024-10-09T23:59:00Z", "2024-10-09 08:00"])
def test_day_is_read(written: str) -> None:
    assert day_from(written) == date(2024, 10, 9)


@pytest.mark.parametrize("written", ["", "2024", "2024-10", "09.10.2024", "2024-13-01", "20241009", "2024-10-091"])
def test_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write it as year, month and day: 2024-10-09"):
        day_from(written)
