"""What a browser may do on our pages: the second line of defense, should markup slip through.

Source: Content Security Policy Level 3 and Trusted Types (W3C). The same policy stands in every
page, since many hosts let nobody set headers; headers say what a page cannot say of itself.
"""

from __future__ import annotations

from typing import Final

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""In every page: nothing runs or loads but our own files, and no text becomes markup."""

HEADERS: Final = (
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
)
TAKEN_AWAY: Final = ("csv", "docx", "epub", "pdf", "pptx", "xlsx")
"""Suffixes of files that are saved, never opened in the site's own name."""


def headers_file() -> str:
    """Return `_headers` as Netlify, Cloudflare Pages and their like read it."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for suffix in TAKEN_AWAY:
        lines += [f"/*.{suffix}", "  Content-Disposition: attachment"]
    return "\n".join(lines) + "\n"
