"""Vocabulary and rules as data: TOML files with examples and counter-examples that the tests run."""
