"""QR codes are read alike by the three readers that telephones and scanners are built on: ZXing, ZBar and OpenCV.

`make test-codes` fetches ZBar and OpenCV (half a minute, 75 MB) and runs this; so does `make test-slow`.
"""

import numpy as np
import pytest
from sector_planner.core.publish.contact_fields import vcard
from sector_planner.core.publish.print_sheets import LEAFLET_QR_MM, QR_MM, qr_matrix

pytestmark = pytest.mark.slow
NAMES = [
    "Søren Kjær", "Jørgen Møller", "Ægidius Åkær-Sørensen", "Łukasz Żak", "Ayşe Yıldız", "محمد الأحمد", "Жанна Петрова",
    "佐藤 花子", "Anna Holm", "José Núñez", "Þór Guðmundsson", "Märta Öhman",
]  # fmt: skip
TEXTS = {
    **{f"card of {name}": (vcard(name, "+4520000000", "o@example.org"), QR_MM) for name in NAMES},
    "address": ("https://example.org/map/#sektor-13", LEAFLET_QR_MM),
    "address with a foreign letter": ("https://example.org/map/#sektor-%C3%B8-1", LEAFLET_QR_MM),
    "telephone": ("tel:+4520000000", LEAFLET_QR_MM),
}


def zxing(picture):
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(picture)]


def zbar(picture):
    from PIL import Image
    from pyzbar import pyzbar

    return [code.data.decode("utf-8") for code in pyzbar.decode(Image.fromarray(picture), [pyzbar.ZBarSymbol.QRCODE])]


def opencv(picture):
    import cv2

    text, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    return [text]


@pytest.mark.parametrize("read", [zxing, zbar, opencv])
@pytest.mark.parametrize(("text", "size_mm"), TEXTS.values(), ids=TEXTS)
def test_every_reader_reads_the_same(read, text, size_mm):
    dark = np.pad(np.array(qr_matrix(text, size_mm), dtype=np.uint8), 4)
    picture = np.ascontiguousarray(np.kron(255 * (1 - dark), np.ones((8, 8), np.uint8)))
    assert [found.replace("\r\n", "\n") for found in read(picture)] == [text.replace("\r\n", "\n")]


def test_without_its_encoding_told_a_code_is_read_otherwise():
    """What the program did once: these readers are no good as witnesses if they read that too."""
    from sector_planner.vendor import segno

    text = vcard("Søren Kjær", "+4520000000", "o@example.org")
    dark = np.pad(np.array([list(row) for row in segno.make(text, micro=False).matrix], dtype=np.uint8), 4)
    picture = np.ascontiguousarray(np.kron(255 * (1 - dark), np.ones((8, 8), np.uint8)))
    assert [text.replace("\r\n", "\n")] != [found.replace("\r\n", "\n") for found in zbar(picture)]
