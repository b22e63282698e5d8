"""Papers that a query names by their id: an arXiv id, a DOI, or the address of a paper's page. Pure."""

from paper_radar.papers.identity import identify, key_of, parse_arxiv_id, parse_doi


def key_named(value: str) -> str:
    """The key of the paper that the word is the id of, "" if it is none."""
    word = value.strip("()[]<>.,;")
    if word.lower().startswith(("http://", "https://")):
        identity = identify(word)
        return identity.key if identity else ""
    if arxiv := parse_arxiv_id(word):
        return key_of(arxiv_id=arxiv.id)
    doi = parse_doi(word)
    return key_of(doi=doi) if doi else ""
