"""aiblsp: linter and language server for Azure Image Builder templates."""

__version__ = "0.1.0"
