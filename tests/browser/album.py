"""Pictures of pages: each at the width of a telephone, of an officer's laptop and of a table or wall screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.browser.inspection import faults_of

WIDTHS = {360: 740, 1366: 768, 1920: 1080}
SETTLED = """async () => {
  await document.fonts.ready;
  const drawn = [...document.images].filter((image) => image.loading !== "lazy");
  await Promise.all(drawn.map((image) => image.decode().catch(() => {})));
  await new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));
}"""


@dataclass(frozen=True)
class Album:
    """Where the pictures go: FOLDER/ROLE/WIDTH/NAME.png; and what is wrong with the look of each."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, role: str, name: str, widths: Mapping[int, int] = WIDTHS) -> None:
        """The page as it stands now, whole, at every width; then it is as wide as before."""
        before: ViewportSize | None = page.viewport_size
        for width, height in widths.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(SETTLED)
            self.faults.extend(f"{role} {width} {name}: {fault}" for fault in faults_of(page))
            path = self.folder / role / str(width) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True)
        if before:
            page.set_viewport_size(before)

    @property
    def pictures(self) -> list[Path]:
        return sorted(self.folder.rglob("*.png"))
