"""Images in questions: made small when they come in, and the same in files and database."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select

from quizapp.bank.check import check_paths
from quizapp.bank.exporting import pages_of, write_pages
from quizapp.bank.images import BadImage, made_small
from quizapp.bank.sync import sync
from quizapp.commands.bank import command
from quizapp.models import BankImage, Question
from quizapp.presenting.prose import text
from quizapp.terminal.markdown import render
from tests.quizapp.sample_bank import NOW, NUMBER, SHORT, full_session


def image(kind: str = "PNG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A small file that says it is as large as that, which is what would fill the memory."""
    data = image()
    header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def test_an_image_is_stored_small_and_without_what_its_file_hides() -> None:
    secret = PngInfo()
    secret.add_text("place", "at home")
    _, small = made_small(image(size=(4000, 3000), pnginfo=secret))
    stored = Image.open(BytesIO(small))
    assert stored.size == (1600, 1200)
    assert b"at home" not in small
    sideways = Image.Exif()
    sideways[0x0112] = 6  # how the camera was held
    _, upright = made_small(image("JPEG", exif=sideways))
    assert Image.open(BytesIO(upright)).size == (20, 40)
    assert not Image.open(BytesIO(upright)).getexif()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        (image("GIF"), "no PNG, JPEG or WebP"),
        (image()[:-30], "no PNG, JPEG or WebP"),
        (claiming(10_000, 5_001), "50,000,000 pixels"),
        (claiming(20_000, 10_000), "50,000,000 pixels"),  # where Pillow itself refuses
    ],
)
def test_what_is_no_image_or_would_fill_the_memory_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadImage, match=said):
        made_small(data)


def test_an_image_goes_from_files_to_the_database_and_back_byte_for_byte(tmp_path: Path) -> None:
    session, folder = full_session(tmp_path), tmp_path / "questions"
    (tmp_path / "net.jpg").write_bytes(image("JPEG"))
    run = CliRunner().invoke
    added = run(command, ["image", str(tmp_path / "net.jpg"), "neuron", "--in", str(folder)])
    assert added.exit_code == 0, added.output
    path = Path(added.output.partition("\n")[0])
    shown = added.output.rpartition(": ")[2].strip()
    asked = NUMBER.replace("What is $2", f"{shown.replace('what it', 'A net that')} What is $2")
    file = folder / "neuron/weighted-sum.toml"
    file.write_text(asked)
    assert check_paths([file]) == []
    assert sync(session, folder, now=NOW).changed == ["neuron/weighted-sum"]
    again = tmp_path / "again"
    write_pages(pages_of(session, again, session.scalars(select(Question)), folder).new)
    assert (again / "neuron" / path.name).read_bytes() == path.read_bytes()

    renamed = ["rename-file", "neuron/weighted-sum", "backprop/sum", "--in", str(folder)]
    assert run(command, renamed).exit_code == 0
    assert (folder / "backprop" / path.name).is_file()  # which the check looks for there
    path.write_bytes(path.read_bytes() + b"more")
    file.write_text(asked)
    assert "has changed" in check_paths([file])[0].what
    path.unlink()
    assert "no image" in check_paths([file])[0].what
    file.unlink()
    why = folder / "neuron/why-bias.toml"
    why.write_text(SHORT.replace("Why does", f"{shown} Why does"))
    assert sync(session, folder, now=NOW).changed == ["neuron/why-bias"]  # the database has it
    assert session.scalars(select(BankImage.name)).all() == [path.name]


def test_where_no_image_can_be_shown_its_description_stands_for_it() -> None:
    said = "Look: ![the curve of $\\sigma$](0123456789abcdef.png)"
    assert render(said, 80, lambda _, words: words) == ["Look: [Image: the curve of σ]"]
    assert text("![x](https://a.example/x.png)") == "[Image: x]"
