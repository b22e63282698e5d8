"""Nearness by meaning, an optional extra: a small sentence-embedding model that runs on the CPU, in the back.

Off by default. Nothing outside this package imports onnxruntime, tokenizers or numpy, and this package imports them
only when a model is loaded.
"""
