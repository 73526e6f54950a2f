"""`python -m ui.cli` is `pullquote`."""

from ui.cli import main

main()
