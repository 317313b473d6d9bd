"""Prometheus reads how many requests there were, by route and over all workers."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from urllib.error import HTTPError

import pytest

from benchmarks.serving import fetch, serving


def test_every_worker_answers_for_all_and_a_proxy_gets_nothing(
    tmp_path: Path, whole_bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(whole_bank, tmp_path / "quizapp.db")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path / 'quizapp.db'}")
    monkeypatch.setenv("QUIZAPP_METRICS_FROM", "127.0.0.0/8")
    with serving([sys.executable, "-m", "quizapp"]) as (address, _):
        for _ in range(20):
            fetch(f"{address}/notes/neuron")
        with pytest.raises(HTTPError):
            fetch(f"{address}/nowhere")
        told = {fetch(f"{address}/metrics").decode() for _ in range(4)}
        line = r'quizapp_requests_total{method="GET",route="/notes/<skill>",status="200"} 20\.0'
        assert all(re.search(line, one) for one in told)
        page = told.pop()
        assert 'route="none",status="404"} 1.0' in page
        assert re.search(r'_seconds_bucket{le="10.0",method="GET",route="/notes/<skill>"} 20', page)
        assert "neuron" not in page, "routes are as declared"
        asked = {"X-Forwarded-For": "127.0.0.1"}
        with pytest.raises(HTTPError, match="404"):
            fetch(f"{address}/metrics", asked)


def test_nobody_reads_what_the_settings_do_not_offer(visitor) -> None:
    assert visitor.client.get("/metrics").status_code == 404
