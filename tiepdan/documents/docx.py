"""From a form's value to a letter that officials go on editing in Word. What people typed is never read as markup."""

import io
from dataclasses import asdict
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from tiepdan.documents.renderer import plain
from tiepdan.documents.word_templates import FOLDER

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter(name: str, form: "DataclassInstance") -> bytes:
    """The .docx of one form (văn bản để sửa). `name` is a template of `word_templates.LETTERS`.

    Raises: jinja2.UndefinedError, when a template asks for a field that the form lacks.
    """
    template = DocxTemplate(str(FOLDER / f"{name}.docx"))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render({"form": plain(asdict(form))}, jinja_env=environment, autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()
