"""Pictures of the service for its documentation, drawn by the journeys that come past what they show."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "figures" / "service"
MOST_BYTES, MOST_HEIGHT, COLOURS = 150_000, 1_100, 64


def draw_page(page: Page, name: str, *, beside: Path) -> None:
    """Draw a page as it stands, and see that it is small: into the documentation where that is asked for."""
    folder = PICTURES if os.environ.get("COMMONWEAL_SCREENS") else beside
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.png"
    with Image.open(BytesIO(page.screenshot(full_page=True))) as whole:
        shown = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, MOST_HEIGHT)))
        shown.quantize(COLOURS).save(file, optimize=True)
    assert file.stat().st_size < MOST_BYTES, f"{file.name} is larger than a picture of the documentation may be"
