"""The language server: pygls and lsprotocol, short handlers, one conversion module. Nothing below knows of it."""
