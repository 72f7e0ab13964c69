"""Runs by itself as a child process: bytes of a PDF on standard input, JSON {"pages": [...]} or {"error": ...} out.

pdfium is native code and the file may be hostile; a crash or an endless loop here ends only the child.
"""

import json
import sys

MAX_PAGES = 1000
MAX_CHARACTERS = 10_000_000
MAX_MEMORY_BYTES = 2_000_000_000


def _pages(raw: bytes) -> dict[str, object]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        return {"error": str(error)}
    pages: list[str] = []
    total = 0
    for number in range(min(len(document), MAX_PAGES)):
        text = document[number].get_textpage().get_text_bounded()
        total += len(text)
        if total > MAX_CHARACTERS:
            break
        pages.append(text)
    facts = document.get_metadata_dict()
    return {"pages": pages, "count": len(document), "title": facts.get("Title"), "created": facts.get("CreationDate")}


def main() -> None:
    """Reads standard input to its end and prints one line of JSON."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    except (ImportError, ValueError, OSError):  # no such limits on this system
        pass
    sys.stdout.write(json.dumps(_pages(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
