"""Photos for the demo, drawn by code: cards, papers, signatures and faces, each marked CONTOH.

They look different from person to person and lie askew on a table, as photos of residents do, but no line of
them could be taken for a real document.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from .people import Person

SIZE = (1000, 720)
CARD = (820, 520)
INK, PALE, RED = (28, 33, 54), (90, 96, 112), (190, 40, 30)
TABLES = [(122, 92, 66), (88, 104, 96), (150, 140, 128), (70, 78, 102), (160, 120, 90), (110, 118, 124)]
SKINS = [(236, 196, 160), (214, 170, 130), (190, 142, 104), (168, 120, 84)]
SHIRTS = [(45, 59, 130), (27, 100, 71), (162, 45, 28), (209, 143, 12), (84, 90, 112), (120, 60, 110)]


def ktp(person: Person) -> bytes:
    """A card like a KTP-el, which it is not."""
    card = _card((196, 222, 236))
    pen = ImageDraw.Draw(card)
    _text(pen, (CARD[0] // 2, 34), "KARTU CONTOH - BUKAN KTP", 26, anchor="mm", bold=True)
    _text(pen, (40, 74), f"NIK : {person.nik}", 32, bold=True)
    rows = [
        ("Nama", person.name),
        ("Lahir", f"{person.born:%d-%m-%Y}"),
        ("Kelamin", "PEREMPUAN" if person.gender == "P" else "LAKI-LAKI"),
        ("Wilayah", person.kecamatan),
        ("Berlaku", "TIDAK BERLAKU, HANYA CONTOH"),
    ]
    _rows(pen, rows, top=138, left=40)
    face = _face(person, (170, 210))
    card.paste(face, (CARD[0] - 210, 120))
    return _photo(card, person, "ktp")


def passport(person: Person) -> bytes:
    """A page like the data page of a passport, which it is not."""
    page = _card((240, 232, 218))
    pen = ImageDraw.Draw(page)
    _text(pen, (CARD[0] // 2, 34), "SPECIMEN - NOT A PASSPORT", 26, anchor="mm", bold=True)
    page.paste(_face(person, (180, 220)), (40, 90))
    rows = [
        ("No.", person.nik),
        ("Name", person.name),
        ("Born", f"{person.born:%d-%m-%Y}"),
        ("Valid", "NOT VALID, SAMPLE ONLY"),
    ]
    _rows(pen, rows, top=100, left=250)
    for line in range(2):
        _text(pen, (40, 410 + line * 44), "SPECIMEN<<<SAMPLE<<<CONTOH<<<<<<<<<<<<", 28, fill=PALE)
    return _photo(page, person, "paspor")


def stay_permit(person: Person) -> bytes:
    """A card like a stay permit, which it is not."""
    card = _card((222, 236, 222))
    pen = ImageDraw.Draw(card)
    _text(pen, (CARD[0] // 2, 34), "KARTU CONTOH - BUKAN ITAS", 26, anchor="mm", bold=True)
    _rows(pen, [("Nama", person.name), ("Paspor", person.nik), ("Berlaku", "HANYA CONTOH")], top=120, left=40)
    card.paste(_face(person, (170, 210)), (CARD[0] - 210, 120))
    return _photo(card, person, "itas")


def kartu_keluarga(person: Person) -> bytes:
    """A sheet like a Kartu Keluarga."""
    sheet = _card((250, 250, 246))
    pen = ImageDraw.Draw(sheet)
    _text(pen, (CARD[0] // 2, 40), "LEMBAR CONTOH - BUKAN KARTU KELUARGA", 24, anchor="mm", bold=True)
    _text(pen, (CARD[0] // 2, 84), f"No. {person.nomor_kk}", 30, anchor="mm", bold=True)
    for line in range(7):
        pen.line((30, 130 + line * 50, CARD[0] - 30, 130 + line * 50), fill=PALE, width=2)
    for column in (30, 90, 480, CARD[0] - 30):
        pen.line((column, 130, column, 430), fill=PALE, width=2)
    members = [(person.name, person.nik), ("PASANGAN CONTOH", "-"), ("ANAK CONTOH", "-")]
    for number, (name, nik) in enumerate(members):
        y = 190 + number * 50
        _text(pen, (48, y), str(number + 1), 20)
        _text(pen, (104, y), name[:26], 20)
        _text(pen, (494, y), nik, 20)
    return _photo(sheet, person, "kk")


def signature(person: Person) -> bytes:
    """A signature on white paper."""
    sheet = _card((252, 252, 250))
    dice = _dice(person, "ttd")
    pen = ImageDraw.Draw(sheet)
    x, y, points = 120.0, 280.0, []
    for step in range(60):
        x += dice.uniform(4, 14)
        y = 280 + 90 * math.sin(step / dice.uniform(1.5, 4)) * dice.uniform(0.3, 1)
        points.append((x, y))
    pen.line(points, fill=(20, 30, 90), width=6, joint="curve")
    pen.line((140, 400, min(x, 700), 380 + dice.uniform(-20, 20)), fill=(20, 30, 90), width=5)
    _text(pen, (CARD[0] // 2, 480), "TANDA TANGAN CONTOH", 22, anchor="mm", fill=PALE)
    return _photo(sheet, person, "ttd")


def selfie(person: Person) -> bytes:
    """A face with a card held beside it."""
    dice = _dice(person, "selfie")
    wall = dice.choice(TABLES)
    room = Image.new("RGB", SIZE, wall)
    pen = ImageDraw.Draw(room)
    pen.rectangle((0, 0, SIZE[0], 90), fill=tuple(min(255, tone + 40) for tone in dice.choice(TABLES)))
    face = _face(person, (430, 540), ground=wall)
    room.paste(face, (120 + dice.randint(-30, 30), SIZE[1] - 540))
    card = Image.open(io.BytesIO(_small_card(person))).resize((300, 190))
    room.paste(card.rotate(dice.uniform(-8, 8), expand=True, fillcolor=(200, 210, 220)), (620, 380))
    return _jpeg(_marked(room), dice)


def letter(person: Person, title: str, lines: Sequence[str]) -> bytes:
    """A letter of some office or other."""
    sheet = _card((253, 252, 247))
    pen = ImageDraw.Draw(sheet)
    _text(pen, (CARD[0] // 2, 44), title.upper(), 28, anchor="mm", bold=True)
    pen.line((40, 76, CARD[0] - 40, 76), fill=INK, width=3)
    for number, line in enumerate(lines):
        _text(pen, (48, 110 + number * 40), line, 22)
    pen.ellipse((560, 330, 720, 490), outline=(70, 60, 150), width=5)
    _text(pen, (640, 410), "CONTOH", 26, anchor="mm", fill=(70, 60, 150), bold=True)
    return _photo(sheet, person, title)


def lost_report(person: Person, number: str) -> bytes:
    """A police report of a lost card."""
    lines = [
        f"Nomor: {number}",
        f"Nama: {person.name}",
        "Telah kehilangan 1 (satu) KTP-el.",
        "Surat ini contoh.",
    ]
    return letter(person, "Surat Tanda Lapor Kehilangan", lines)


def birth_extract(person: Person, child: str) -> bytes:
    """An extract of a birth."""
    return letter(
        person, "Kutipan Akta Kelahiran", [f"Anak: {child}", f"Ibu/Ayah: {person.name}", "Lembar contoh."]
    )


def child_portrait(person: Person) -> bytes:
    """A child's portrait on red."""
    return _photo(_face(person, CARD, ground=(170, 30, 40)), person, "anak")


def blurred(photo: bytes) -> bytes:
    """The same photo out of focus, for a paper that comes back."""
    image = Image.open(io.BytesIO(photo))
    small = image.resize((image.width // 14, image.height // 14))
    return _jpeg(small.resize(image.size, Image.Resampling.BICUBIC), random.Random(1))


PAPERS: dict[str, Callable[[Person], bytes]] = {
    "ktp_asli": ktp,
    "ktp_lama": ktp,
    "ktp_ortu": ktp,
    "kk_asli": kartu_keluarga,
    "foto_ttd": signature,
    "selfie_ktp": selfie,
    "dok_perjalanan": passport,
    "itas": stay_permit,
    "itap": stay_permit,
    "selfie_paspor": selfie,
    "foto_kia": child_portrait,
    "surat_polisi_hilang": lambda person: lost_report(person, "STPLK/118/XI/2026"),
    "kutipan_lahir": lambda person: birth_extract(person, f"ANAK DARI {person.name.split()[-1]}"),
    "bukti_peristiwa": lambda person: letter(
        person, "Surat Keterangan", [f"Nama: {person.name}", "Menerangkan perubahan data.", "Lembar contoh."]
    ),
}


def paper(slug: str, person: Person) -> bytes:
    """A photo of the paper ``slug`` of this person; a plain letter for papers without a drawing of their own."""
    draw = PAPERS.get(slug)
    return draw(person) if draw else letter(person, slug.replace("_", " "), [person.name, "Lembar contoh."])


def _small_card(person: Person) -> bytes:
    card = _card((196, 222, 236))
    pen = ImageDraw.Draw(card)
    _text(pen, (CARD[0] // 2, 60), "KARTU CONTOH", 44, anchor="mm", bold=True)
    _text(pen, (40, 130), person.nik, 56, bold=True)
    _text(pen, (40, 220), person.name[:20], 44)
    return _jpeg(card, random.Random(1))


def _card(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", CARD, colour)


def _face(person: Person, size: tuple[int, int], ground: tuple[int, int, int] | None = None) -> Image.Image:
    dice = _dice(person, "face")
    skin, shirt, hair = (
        dice.choice(SKINS),
        dice.choice(SHIRTS),
        dice.choice([(30, 24, 22), (60, 44, 36), (90, 88, 86)]),
    )
    width, height = size
    image = Image.new("RGB", size, ground or (176, 196, 214))
    pen = ImageDraw.Draw(image)
    middle, head = width / 2, min(width, height) * dice.uniform(0.26, 0.3)
    top = height * 0.14
    if person.gender == "P":
        pen.ellipse(
            (middle - head * 1.25, top - head * 0.3, middle + head * 1.25, top + head * 3.1), fill=hair
        )
    pen.ellipse((middle - width * 0.42, height * 0.72, middle + width * 0.42, height * 1.4), fill=shirt)
    pen.rectangle((middle - head * 0.4, top + head * 1.6, middle + head * 0.4, height * 0.8), fill=skin)
    pen.ellipse((middle - head, top, middle + head, top + head * 2.4), fill=skin)
    pen.chord((middle - head, top - head * 0.15, middle + head, top + head * 1.5), 180, 360, fill=hair)
    for side in (-1, 1):
        eye = middle + side * head * 0.42
        pen.ellipse((eye - head * 0.1, top + head, eye + head * 0.1, top + head * 1.2), fill=INK)
    smile = dice.uniform(10, 40)
    pen.arc(
        (middle - head * 0.4, top + head * 1.3, middle + head * 0.4, top + head * 1.9),
        smile,
        180 - smile,
        fill=RED,
        width=4,
    )
    return image


def _photo(paper: Image.Image, person: Person, what: str) -> bytes:
    """The paper lying a little askew on somebody's table, seen by a phone."""
    dice = _dice(person, what)
    table = Image.new("RGB", SIZE, dice.choice(TABLES))
    pen = ImageDraw.Draw(table)
    for plank in range(0, SIZE[1], dice.randint(60, 140)):
        pen.line((0, plank, SIZE[0], plank + dice.randint(-40, 40)), fill=(60, 50, 44), width=2)
    mask = Image.new("L", paper.size, 255)
    angle = dice.uniform(-7, 7)
    turned = paper.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
    shape = mask.rotate(angle, expand=True)
    place = (
        (SIZE[0] - turned.width) // 2 + dice.randint(-30, 30),
        (SIZE[1] - turned.height) // 2 + dice.randint(-20, 20),
    )
    table.paste(turned, place, shape)
    return _jpeg(_marked(table), dice)


def _marked(image: Image.Image) -> Image.Image:
    """CONTOH across the whole picture, half transparent."""
    image.paste(RED, (0, 0), _stamp(image.size))
    return image


@lru_cache(maxsize=4)
def _stamp(size: tuple[int, int]) -> Image.Image:
    stamp = Image.new("L", size, 0)
    pen = ImageDraw.Draw(stamp)
    pen.text((size[0] / 2, size[1] / 2), "CONTOH", fill=70, font=_font(150), anchor="mm")
    return stamp.rotate(24)


def _jpeg(image: Image.Image, dice: random.Random) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=dice.randint(78, 88))
    return buffer.getvalue()


def _rows(pen: ImageDraw.ImageDraw, rows: Sequence[tuple[str, str]], *, top: int, left: int) -> None:
    for number, (label, value) in enumerate(rows):
        _text(pen, (left, top + number * 52), f"{label}", 20, fill=PALE)
        _text(pen, (left + 110, top + number * 52), value[:28], 22)


def _text(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    size: int,
    *,
    anchor: str = "la",
    fill: tuple[int, int, int] = INK,
    bold: bool = False,
) -> None:
    pen.text(
        place,
        text,
        fill=fill,
        font=_font(size),
        anchor=anchor,
        stroke_width=1 if bold else 0,
        stroke_fill=fill,
    )


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


def _dice(person: Person, what: str) -> random.Random:
    """Chance that falls the same way for the same person and paper."""
    return random.Random(f"{person.nik}{what}")
