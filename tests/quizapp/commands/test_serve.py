from __future__ import annotations

import socket

from click.testing import CliRunner

from quizapp.commands import main


def test_a_taken_port_is_met_with_another_one_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert done.exit_code == 1
    assert f"make run PORT={port + 1}" in done.output


def test_an_address_of_another_machine_cannot_be_served_on() -> None:
    done = CliRunner().invoke(main, ["serve", "--host", "192.0.2.1"])
    assert done.exit_code == 1
    assert "Choose a --host of this machine" in done.output


def test_a_port_that_is_none_is_a_mistake_of_usage() -> None:
    assert CliRunner().invoke(main, ["serve", "--port", "70000"]).exit_code == 2
