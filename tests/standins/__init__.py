"""Servers on loopback that speak as arXiv, Hugging Face and Groq do, with their errors, limits and quirks."""
