"""The language inside `"[…]"`: nodes, parser, function table, evaluator. Knows nothing of JSON or of templates."""
