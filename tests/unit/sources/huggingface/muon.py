"""A paper that Hugging Face knows all about."""

from paper_radar.papers.model import Paper

MUON = Paper(
    key="arxiv:2502.16982",
    title="Muon is Scalable for LLM Training",
    authors=("Jingyuan Liu", "NVIDIA"),
    abstract="The Muon optimizer based on matrix orthogonalization.",
    published="2025-02-24T09:12:29Z",
    announced="2026-04-29",
    arxiv_id="2502.16982",
    url="https://arxiv.org/abs/2502.16982",
    pdf_url="https://arxiv.org/pdf/2502.16982",
    source="huggingface",
    upvotes=35,
    comments=2,
    code_url="https://github.com/MoonshotAI/Moonlight",
    keywords=("Muon optimizer", "matrix orthogonalization"),
    summary="Muon, an optimizer based on matrix orthogonalization, trains large models in half the compute.",
    project_url="https://moonshotai.github.io/Moonlight",
)
