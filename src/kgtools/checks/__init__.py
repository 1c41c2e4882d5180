"""The checks: shapes, expected answers, passages. All give the same kind of Finding."""
