"""The verbs, a module each: EXAMPLE, options(parser) and run(given)."""
