"""A compilation as a PDF for print and for screen readers: tagged, by PDF/UA-1."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf

from casebook.documents.content import TEMPLATES, Content
from casebook.documents.typesetter import typesetter
from casebook.language import HTML_LANG
from casebook.pages.files import PublishedFile


def render_pdf(content: Content) -> bytes:
    """Return the PDF: the same bytes for the same content; nothing but our pictures is read."""
    css = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")
    html = content.render("pdf.html", css=css)
    fetcher = _fetcher({content.root + path: file for path, file in content.pictures.items()})
    made = (
        typesetter()
        .HTML(string=html, base_url=content.root, url_fetcher=fetcher)
        .write_pdf(pdf_variant="pdf/ua-1")
    )
    return _with_rights(made, content)


def _fetcher(pictures: Mapping[str, PublishedFile]) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    urls = typesetter(".urls")

    class OwnPictures(urls.URLFetcher):  # type: ignore[misc,name-defined]
        """Serve the pictures of the text; whatever else is asked for stops the build."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401
            del headers
            if url not in pictures:
                raise urls.FatalURLFetchingError(f"a document asked for {url}")
            header = {"Content-Type": "image/webp"}
            return urls.URLFetcherResponse(url, pictures[url].content(), header)

    return OwnPictures()


def _with_rights(data: bytes, content: Content) -> bytes:
    view, site = content.view, content.edition.site
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:creator"] = list(view.rights.holders)
            metadata["dc:contributor"] = [view.editor]
            metadata["dc:language"] = [HTML_LANG[content.edition.language]]
            metadata["dc:rights"] = view.rights.notice
            metadata["dc:identifier"] = content.address
            metadata["dc:source"] = ", ".join(content.sources)
            metadata["xmpRights:Marked"] = "True"
            metadata["xmpRights:UsageTerms"] = " ".join(view.rights.paragraphs)
            metadata["xmpRights:WebStatement"] = content.address
            metadata["photoshop:Credit"] = view.rights.owners
        pdf.docinfo["/Author"] = "; ".join(view.rights.holders)
        pdf.docinfo["/Subject"] = view.rights.notice
        pdf.docinfo["/Creator"] = site.name
        output = io.BytesIO()
        pdf.save(
            output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return output.getvalue()
