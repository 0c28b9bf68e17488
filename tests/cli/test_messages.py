import gettext
from pathlib import Path

from tiepdan.cli.messages import compile_all

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Đăng ký"\nmsgstr "Register"\n'


def test_catalogue_is_compiled_once_when_it_does_not_change(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE)

    written = [compile_all(tmp_path), compile_all(tmp_path)]

    assert written == [1, 0]
    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Đăng ký") == "Register"
