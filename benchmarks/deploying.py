"""Do the files in deploy/ work? `python -m benchmarks.deploying`, without Docker or systemd.

It builds as the Dockerfile says, but into a folder of its own, and starts two servers with one
PostgreSQL and one Redis, as the compose file says. It asks them through nginx and Caddy.
What has to be installed is on Debian: apt-get install nginx-light caddy redis-server
"""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.postgres import running

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
NEEDED = ("nginx", "caddy", "redis-server", "openssl")
PORTS = {
    "quiz1": 18001,
    "quiz2": 18002,
    "redis": 18003,
    "https": 18004,
    "http": 18005,
    "caddy": 18006,
}
PATIENCE = 300  # seconds, for a busy machine
LAST = 20  # seconds that a server has to finish


def main() -> None:
    if missing := [name for name in NEEDED if not shutil.which(name)]:
        sys.exit(f"Not installed: {', '.join(missing)}. {(__doc__ or '').splitlines()[-1]}")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        program = build(home)
        _say("built as the Dockerfile says")
        redis = ["redis-server", "--port", str(PORTS["redis"]), "--save", "", "--dir", folder]
        stack.enter_context(_process(redis))
        database = stack.enter_context(running())
        settings = compose(database.url(database.fresh()))
        for name in ("quiz1", "quiz2"):  # both at once, on an empty database
            command = [
                str(program),
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                str(PORTS[name]),
                "--yes",
            ]
            stack.enter_context(_process(command, settings))
        for name in ("quiz1", "quiz2"):
            _until(f"http://127.0.0.1:{PORTS[name]}/readyz")
        _say("two servers started at once on one empty PostgreSQL, and are ready")
        check = [word.replace("8000", str(PORTS["quiz1"])) for word in healthcheck()]
        subprocess.run([sys.executable, *check[1:]], check=True)
        stack.enter_context(_process(nginx(home)))
        through(f"https://localhost:{PORTS['https']}", "nginx")
        stack.enter_context(_process(*caddy()))
        through(f"http://localhost:{PORTS['caddy']}", "Caddy")


def build(home: Path) -> Path:
    """Run what the Dockerfile runs, and return the program."""
    (home / "src").mkdir()
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    left_out = (DEPLOY / "Dockerfile.dockerignore").read_text().split()
    for name in tracked.stdout.splitlines():
        if name.partition("/")[0] not in left_out and (ROOT / name).is_file():
            (home / "src" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, home / "src" / name)
    written = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text())
    (run, *_) = re.findall(r"^RUN (.*)$", written, re.MULTILINE)
    run = run.replace("/opt/quizapp", str(home / "opt")).replace(
        "python -m", f"{sys.executable} -m"
    )
    subprocess.run(["sh", "-ec", run], cwd=home / "src", check=True, stdout=subprocess.DEVNULL)
    return home / "opt" / "bin" / "quizapp"


def healthcheck() -> list[str]:
    """What the image does to see whether it is well."""
    written = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text())
    (check,) = re.findall(r"^HEALTHCHECK .*CMD (.*)$", written, re.MULTILINE)
    found: list[str] = json.loads(check)
    return found


def compose(database: str) -> dict[str, str]:
    """The settings of a server in the compose file, for this machine."""
    written = (DEPLOY / "compose.yaml").read_text()
    found = dict(re.findall(r"^    (QUIZAPP_\w+): \"?([^\s\"]+)\"?$", written, re.MULTILINE))
    return found | {
        "QUIZAPP_PUBLIC_ADDRESS": "https://localhost",
        "QUIZAPP_TRUSTED_PROXIES": "127.0.0.0/8",
        "QUIZAPP_DATABASE_URL": database,
        "QUIZAPP_SECRET_KEY": "0" * 64,
        "QUIZAPP_COUNTS": f"redis://127.0.0.1:{PORTS['redis']}",
    }


def nginx(home: Path) -> list[str]:
    """The command that runs nginx with our file, with ports and a certificate of its own."""
    key, certificate = home / "key.pem", home / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    make += ["-days", "2", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)
    ours = (DEPLOY / "nginx.conf").read_text().replace("quiz.example.org;", "localhost;")
    for old, new in (("443", PORTS["https"]), ("80", PORTS["http"])):
        ours = re.sub(rf"listen (\[::\]:)?{old}\b", rf"listen \g<1>{new}", ours)
    ours = re.sub(r"(ssl_certificate) \S+;", rf"\1 {certificate};", ours)
    ours = re.sub(r"(ssl_certificate_key) \S+;", rf"\1 {key};", ours)
    ours = ours.replace("127.0.0.1:8000", f"127.0.0.1:{PORTS['quiz1']}")
    paths = "".join(f"{name}_temp_path {home / name};\n" for name in
                    ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    around = (
        f"daemon off; user root; pid {home / 'nginx.pid'}; error_log stderr warn; events {{}}\n"
    )
    whole = f"{around}http {{ access_log off; {paths}{ours} }}"
    (home / "nginx.conf").write_text(whole)
    return ["nginx", "-p", str(home), "-c", str(home / "nginx.conf")]


def caddy() -> tuple[list[str], dict[str, str]]:
    """The command that runs Caddy with our file for both servers, and its environment."""
    both = " ".join(f"127.0.0.1:{PORTS[name]}" for name in ("quiz1", "quiz2"))
    command = ["caddy", "run", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"]
    return command, {"SITE": f"http://localhost:{PORTS['caddy']}", "QUIZAPP": both}


def through(address: str, name: str) -> None:
    """Visit the site through a proxy: pages come, it knows about HTTPS, and large files get in."""
    _until(f"{address}/readyz")
    with _open(f"{address}/sign-in") as answer:
        page, cookie = answer.read(), answer.headers.get("Set-Cookie", "")
    assert b"csrf_token" in page
    assert "Secure" in cookie, "the cookie is for HTTPS only"
    form = urllib.request.Request(f"{address}/account/import", data=b"x" * 12_000_000)
    said = 0
    try:
        _open(form)
    except urllib.error.HTTPError as error:
        said = error.code
    assert said == 400, "it got in, and lacks its token"
    _say(f"served through {name}")


def _open(asked: str | urllib.request.Request) -> Any:
    unverified = ssl.create_default_context()
    unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
    return urllib.request.urlopen(asked, timeout=PATIENCE, context=unverified)


def _until(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            _open(address)
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@contextmanager
def _process(command: list[str], settings: Mapping[str, str] | None = None) -> Iterator[None]:
    """A program that runs meanwhile."""
    kept = {**os.environ, **(settings or {})}
    with subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL) as found:
        try:
            yield
        finally:
            found.terminate()
            found.wait(LAST)


def _say(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    main()
