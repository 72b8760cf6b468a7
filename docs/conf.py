"""Settings of Sphinx, for `nox -s docs`. Pages that the code sets come first."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.errors import SphinxError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from documenting.links import broken_links
from documenting.llms import write_llms_files
from documenting.pages import write_generated_pages

project = "speechtotext-client"
author = "The speechtotext-client authors"
copyright = f"2026, {author}"
release = version = installed_version("speechtotext-client")

extensions = ["myst_parser"]
exclude_patterns = ["README.md"]
nitpicky = True
# Dashes alone: filters hold straight quotes.
smartquotes_action = "D"
# Types of other packages, and names that only annotations have.
nitpick_ignore_regex = [("py:.*", ".*")]

add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90
toc_object_entries = False

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = "speechtotext-client"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = [("pages.js", {"defer": "defer"})]
html_copy_source = False
html_show_sphinx = False
pygments_style = "friendly"
pygments_dark_style = "github-dark"


# Sphinx calls them variables.
for kind in PyObject.doc_field_types:
    if kind.name == "variable":
        kind.label = "Attributes"


def setup(app: Sphinx) -> None:
    """Write the generated pages first; check links, write `llms.txt` at the end."""
    app.connect("builder-inited", lambda app: write_generated_pages(Path(app.srcdir)))
    app.connect("build-finished", finish)


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write the files for language models; fail if a link leads nowhere."""
    if error is not None or app.builder.name != "html":
        return
    write_llms_files(Path(app.srcdir), Path(app.outdir), app.env.toctree_includes)
    broken = list(broken_links(Path(app.outdir)))
    if broken:
        raise SphinxError("\n".join(["Some links lead nowhere:", *broken]))
