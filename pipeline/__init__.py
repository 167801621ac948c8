"""Reconciles what documents say about the numbers: documents, mentions, claims, facts, discrepancies."""

__version__ = "0.1.0"
