"""Which unit columns are counted in: what the client offers, unless the user knows better."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol.types import ClientCapabilities, GeneralClientCapabilities, PositionEncodingKind

from aiblsp.server.convert import choose_encoding

UTF8, UTF16, UTF32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32


@pytest.mark.parametrize(
    ("offered", "options", "chosen"),
    [
        (None, None, UTF16),
        ([UTF16], {}, UTF16),
        ([UTF8, UTF16], {}, UTF16),
        ([UTF8], {}, UTF8),
        ([UTF8, UTF16, UTF32], {}, UTF32),
        (None, {"positionEncoding": "utf-8"}, UTF8),
        ([UTF16, UTF32], {"positionEncoding": "utf-8"}, UTF8),
        (None, {"positionEncoding": "latin-1"}, UTF16),
        (None, {"positionEncoding": ["utf-8"]}, UTF16),
        (None, ["utf-8"], UTF16),
    ],
)
def test_encoding(offered: list[PositionEncodingKind | str] | None, options: Any, chosen: PositionEncodingKind) -> None:
    capabilities = ClientCapabilities(general=GeneralClientCapabilities(position_encodings=offered))
    assert choose_encoding(capabilities, options) == chosen
