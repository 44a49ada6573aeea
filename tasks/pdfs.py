"""The text of PDF files, where pypdf is installed (the extra `pdf`)."""

import io

from tasks.articles import Article
from tasks.decoding import Refusal

MAX_PAGES = 500


def read_pdf(payload: bytes) -> Article:
    """The text of a PDF, a page after the other; raises `Refusal` where there is none."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError as error:
        hint = "PDF needs the extra: uv sync --extra pdf"
        raise Refusal("unsupported_type", hint) from error
    try:
        reader = PdfReader(io.BytesIO(payload))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("locked", "it asks for a password")
        if len(reader.pages) > MAX_PAGES:
            raise Refusal("too_large", f"more than {MAX_PAGES} pages")
        text = "\n\n".join(page.extract_text().strip() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("bad_pdf", f"{type(error).__name__}: {error}"[:500]) from error
    if not text.strip():
        raise Refusal("no_text", "its pages hold pictures and no text")
    fields = {"text": text.strip(), **({"title": title} if title else {})}
    return Article(fields, "application/pdf", confidence=0.8)
