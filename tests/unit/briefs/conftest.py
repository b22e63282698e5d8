"""Jobs over a workspace in memory, closed at the end of each test without a thread left behind."""

import threading

import pytest

from paper_radar.briefs.jobs import BriefJobs
from tests.fakes.workspace import FakeWorkspace
from tests.unit.briefs.cases import NOW, PAPERS, PATIENCE


@pytest.fixture
def workspace():
    return FakeWorkspace()


@pytest.fixture
def make(workspace):
    """Jobs over the workspace of this test, closed at its end."""
    made = []

    def make(writer=None, *, papers=PAPERS, into=None, **options):
        def papers_of(keys):
            return [papers[key] for key in keys if key in papers]

        jobs = BriefJobs(
            into or workspace, lambda: writer, papers_of, lambda: NOW, **{"heartbeat": PATIENCE, **options}
        )
        made.append(jobs)
        return jobs

    yield make
    for jobs in made:
        jobs.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "briefs"]
