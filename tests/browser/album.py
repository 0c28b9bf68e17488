"""Pictures of pages: each at the width of a telephone, of an officer's laptop and of a table or wall screen."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

WIDTHS = {360: 740, 1366: 768, 1920: 1080}
SETTLED = """async () => {
  await document.fonts.ready;
  const drawn = [...document.images].filter((image) => image.loading !== "lazy");
  await Promise.all(drawn.map((image) => image.decode().catch(() => {})));
  await new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));
}"""


@dataclass(frozen=True)
class Album:
    """Where the pictures go: FOLDER/ROLE/WIDTH/NAME.png."""

    folder: Path

    def take(self, page: Page, role: str, name: str) -> None:
        """The page as it stands now, whole, at every width; then it is as wide as before."""
        before: ViewportSize | None = page.viewport_size
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(SETTLED)
            path = self.folder / role / str(width) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True)
        if before:
            page.set_viewport_size(before)

    @property
    def pictures(self) -> list[Path]:
        return sorted(self.folder.rglob("*.png"))
