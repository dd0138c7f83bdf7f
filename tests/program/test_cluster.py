"""The analysis on a real Dask cluster: a scheduler and its workers on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import MODEL
from onrecord.tui.session.cluster import Cluster
from onrecord.tui.session.cluster_task import (
    DONE,
    LOST,
    Setting,
    packed,
    perform,
    unpacked,
    work_of,
)
from onrecord.tui.session.workers import Failure, analyse

from ..terminal.running import environment
from . import fragile
from .conftest import FIRST, SECOND
from .test_workers import ARTICLES

OTHER = "import onrecord.analysis.pipeline as pipeline\npipeline.ANALYSER = 'another'\n"
"""What makes a worker one of another version, loaded before it has work."""

IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}


class OnLoopback:
    """A scheduler and workers in processes of their own, under a person with an empty home."""

    def __init__(self, site: Path) -> None:
        self._variables = environment(site.parent, PYTHONPATH=fragile.modules(site))
        self._home = site.parent
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self.running: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.schedule()

    def schedule(self, *more: str) -> subprocess.Popen[bytes]:
        """Begin a scheduler."""
        given = ("--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard", *more)
        self.scheduler = self._begin("scheduler", *given)
        return self.scheduler

    def work(self, count: int = 1, *more: str) -> list[subprocess.Popen[bytes]]:
        """Begin workers, which are begun again if they die."""
        given = (self.address, "--nthreads", "1", "--no-dashboard", "--death-timeout", "60", *more)
        return [self._begin("worker", *given) for _ in range(count)]

    def _begin(self, what: str, *given: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *given],
            env=self._variables,
            cwd=self._home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def close(self) -> None:
        """End all of it."""
        for process in reversed(self.running):
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with those that it began."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(autouse=True)
def analysed_here() -> None:
    """What is sent to a cluster is the function itself."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    return folder


@pytest.fixture
def cluster(site: Path) -> Iterator[OnLoopback]:
    """A scheduler without workers."""
    cluster = OnLoopback(site)
    yield cluster
    cluster.close()


def findings(folder: Path) -> dict[str, bytes]:
    """Return what is kept of the findings, and take it away."""
    kept = {}
    for path in fragile.kept(folder, fragile.FINDINGS):
        kept[path.name] = path.read_bytes()
        path.unlink()
    (folder / ".onrecord" / "library.json").unlink()
    return kept


def test_answers_travel_as_bytes() -> None:
    """What is found, and why nothing is, comes back as it went, confidences to the thousandth."""
    answers = [*analyse(MODEL, ARTICLES[:2]), Failure("it cannot be", lasting=True)]
    there = packed(answers)
    assert packed(unpacked(there)) == there
    assert unpacked(there)[2] == answers[2]
    assert len(unpacked(there)[0].quotations) == len(answers[0].quotations) == 20


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a scheduler with a worker listens, both in this process: nothing is killed there."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
    ) as here:
        yield here.scheduler_address


def test_only_a_task_under_way_is_blamed(address: str) -> None:
    """An answer that was lost after the work was done is made again; a beginning without an end
    tells that a worker died over it."""
    from distributed import Client

    setting, work, ledger = Setting.here(MODEL), work_of(list, ()), ("some run", "0.0")
    with Client(address, set_as_default=False) as client:

        def outcome() -> str:
            sent = client.submit(perform, setting, ledger, work, pure=False)
            return str(sent.result(timeout=60).outcome)

        assert [outcome(), outcome()] == [DONE, DONE]
        client.set_metadata(list(ledger), True)
        assert outcome() == LOST


def test_a_worker_finds_what_this_process_does(address: str) -> None:
    """Work goes to a worker that fits, by way of a scheduler, and its answers come back."""
    told: list[str] = []
    cluster = Cluster(address, MODEL, told.append)
    try:
        found = cluster.submit(analyse, MODEL, ARTICLES[:2]).result(60)
    finally:
        cluster.shutdown()
    assert (cluster.width, told) == (1, [])
    assert packed(found) == packed(analyse(MODEL, ARTICLES[:2]))


def test_two_workers(folder: Path, site: Path, cluster: OnLoopback) -> None:
    """They find what one process finds; an article kills both, is marked, and the rest goes on."""
    fragile.write(folder, 12, "date 2023-05-02\n\nPlain words. And more.", N03="DEADLY words.")
    cluster.work(2)
    facts = fragile.summary(folder, site, "--dask", cluster.address)
    assert (facts["analysed"], facts["failed"]) == (11, 1)
    assert fragile.read(site)["N03"] == 2
    assert "died over it" in fragile.listed(folder, site)["N03.txt"]
    (folder / "N03.txt").unlink()
    there = findings(folder)
    fragile.analyse(folder, site)
    here = findings(folder)
    assert len(here) == 11 and {name: there[name] for name in here} == here


@pytest.mark.slow
def test_findings_are_those_of_one_process(
    analysed_dossier: Path, folder: Path, site: Path, cluster: OnLoopback
) -> None:
    """With the real pipeline two workers find byte for byte what one process does."""
    cluster.work(2)
    for number, text in enumerate((FIRST, SECOND)):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    for path in analysed_dossier.rglob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    facts = fragile.summary(folder, site, "--dask", cluster.address, "--model", MODEL)
    there = findings(folder)
    fragile.analyse(folder, site, "--model", MODEL, "--workers", "1")
    here = findings(folder)
    assert facts["quotations"] > 100 and facts["failed"] == 0
    assert there == here


@pytest.mark.slow
def test_a_lost_worker_costs_time_only(folder: Path, site: Path, cluster: OnLoopback) -> None:
    """A worker that is killed in the middle, for good, takes no article along."""
    fragile.write(folder, 24, "Plain words.")
    lost, _ = cluster.work(2)
    with fragile.begun(folder, site, "--dask", cluster.address) as process:
        fragile.until(lambda: len(fragile.kept(folder, fragile.FINDINGS)) >= 6)
        end(lost)
        told, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "24 of 24 articles analysed" in told


@pytest.mark.slow
def test_a_scheduler_that_is_restarted(
    folder: Path, site: Path, cluster: OnLoopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that is away longer than Dask waits, and comes back with workers, is found."""
    monkeypatch.setattr(cluster, "_variables", cluster._variables | IMPATIENT)
    fragile.write(folder, 16, "Plain words.")
    cluster.work(2)
    with fragile.begun(folder, site, "--dask", cluster.address, **IMPATIENT) as process:
        fragile.until(lambda: len(fragile.kept(folder, fragile.FINDINGS)) >= 4)
        for each in cluster.running:
            end(each)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(6)
        cluster.schedule()
        cluster.work(2)
        told, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "16 of 16 articles analysed" in told
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_certificates(folder: Path, site: Path, cluster: OnLoopback, tmp_path: Path) -> None:
    """With TLS as Dask has it who has the certificate is let in, who has none is not."""
    certificate, key = str(tmp_path / "cluster.pem"), str(tmp_path / "cluster.key")
    asked = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tesk")
    subprocess.run(
        ["openssl", *asked, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    files = ("--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key)
    end(cluster.scheduler)
    cluster.address = cluster.address.replace("tcp", "tls")
    cluster.schedule("--protocol", "tls", *files)
    cluster.work(1, *files)
    fragile.write(folder, 4, "Plain words.")
    stranger = fragile.analyse(folder, site, "--dask", cluster.address, **IMPATIENT)
    assert stranger.returncode == 1 and "no cluster answers" in stranger.stderr
    assert not fragile.read(site)
    done = fragile.analyse(folder, site, "--dask", cluster.address, "--tls", *files)
    assert "4 of 4 articles analysed" in done.stdout, done.stderr


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused(
    folder: Path, site: Path, cluster: OnLoopback, tmp_path: Path
) -> None:
    """It is given nothing and named in a line; if there is no other, that is the end, at once."""
    fragile.write(folder, 8, "Plain words.")
    other = tmp_path / "other.py"
    other.write_text(OTHER, "utf-8")
    cluster.work(1, "--preload", str(other), "--name", "old")
    done = fragile.analyse(folder, site, "--dask", cluster.address)
    assert done.returncode == 1 and "no worker of the cluster fits: analyser another" in done.stderr
    assert not fragile.read(site)
    cluster.work(1)
    # The one that fits may come later than the command looks: until then there is no use in it.
    for _ in range(20):
        done = fragile.analyse(folder, site, "--dask", cluster.address)
        if done.returncode == 0:
            break
    assert "8 of 8 articles analysed" in done.stdout, done.stderr
    assert done.stderr.count("is given nothing: analyser another, not") == 1


def test_nobody_at_the_address(folder: Path, site: Path) -> None:
    """A cluster that is not there is told in a line, and so is TLS without one."""
    fragile.write(folder, 1, "Plain words.")
    nobody = fragile.analyse(folder, site, "--dask", "tcp://127.0.0.1:9", **IMPATIENT)
    assert nobody.returncode == 1
    looking, told = nobody.stderr.splitlines()
    assert looking == "onrecord: looking for the cluster at tcp://127.0.0.1:9 …"
    assert told.startswith("onrecord: no cluster answers at tcp://127.0.0.1:9")
    assert fragile.analyse(folder, site, "--tls").returncode == 2
