"""Fakes we wrote: small, honest implementations of the protocols, kept in memory."""
