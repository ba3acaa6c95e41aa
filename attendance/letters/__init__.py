"""Letters as PDF: Typst templates in this folder, filled with JSON, made on request, never kept."""
