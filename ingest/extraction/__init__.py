"""Raw documents to articles: web pages, Markdown, JSON, plain text; and cleaning."""
