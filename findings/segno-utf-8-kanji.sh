#!/usr/bin/env bash
# segno 1.6.6: make(text, encoding="utf-8") may store the UTF-8 bytes of a text in Kanji mode, where they happen to be
# pairs that Shift JIS knows; a reader then shows other letters. Valid input, documented parameter; mode="byte" is right.
# Prints what a reader (zxing-cpp 3.1.1) sees; fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install segno==1.6.6 zxing-cpp==3.1.1 numpy 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
import segno
import zxingcpp


def read(text, **more):
    code = segno.make(text, micro=False, **more)
    dark = np.pad(np.array([list(row) for row in code.matrix], dtype=np.uint8), 4)
    return zxingcpp.read_barcodes(np.kron(255 * (1 - dark), np.ones((8, 8), np.uint8)))[0].text


text = "佐藤"
print("segno", segno.__version__)
wrong, right = read(text, encoding="utf-8"), read(text, encoding="utf-8", mode="byte")
print("encoding='utf-8':", wrong, "- with mode='byte':", right)
sys.exit((wrong != text, right == text) != (True, True))
PYTHON
