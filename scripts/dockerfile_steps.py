"""Run the steps of a Dockerfile in a clean environment, without a container: `dockerfile_steps.py DOCKERFILE`.

A temporary folder stands for the file system of the image, a new virtual environment for its Python. COPY and RUN are
done, then the program of ENTRYPOINT is started on a free port, and the program of HEALTHCHECK has to succeed.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from build_error import BuildError
from upstream.sources import ROOT

PORT = "8765"
PATIENCE = 30.0
NOTHING_TO_DO = ("FROM", "USER", "EXPOSE")


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and arguments of each instruction."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for instruction in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, arguments = instruction.strip().partition(" ")
        yield name.upper(), arguments.strip()


def copy(arguments: str, folder: Path) -> None:
    """Copy files, or the contents of a folder, from the checkout."""
    *sources, target = arguments.split()
    for source in sources:
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, folder / target, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / source, folder / target)


def check_health(program: Sequence[str], check: Sequence[str], environment: Mapping[str, str]) -> None:
    """Start a program, and wait until its check succeeds.

    Raises:
        BuildError: it does not in time.
    """
    with subprocess.Popen(program, env=environment) as process:
        try:
            end = time.monotonic() + PATIENCE
            while subprocess.run(check, env=environment, capture_output=True, check=False).returncode:
                if process.poll() is not None or time.monotonic() > end:
                    raise BuildError(f"The program is not healthy: {' '.join(program)}")
        finally:
            process.terminate()


def run(dockerfile: Path, image: Path) -> None:
    """Run the steps of a Dockerfile below a folder."""
    folder = image
    commands: dict[str, list[str]] = {}
    venv.create(image / "environment", with_pip=True)
    path = os.pathsep.join([str(image / "environment" / "bin"), os.environ["PATH"]])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"PATH": path}
    for name, arguments in instructions(dockerfile.read_text(encoding="utf-8")):
        if name == "WORKDIR":
            folder = image / arguments.lstrip("/")
            folder.mkdir(parents=True, exist_ok=True)
        elif name == "COPY":
            copy(arguments, folder)
        elif name == "RUN":
            print(f"RUN {arguments}", flush=True)
            subprocess.run(["sh", "-c", arguments], cwd=folder, env=environment, check=True)
        elif name in ("HEALTHCHECK", "ENTRYPOINT"):
            commands[name] = json.loads(arguments[arguments.index("[") :])
        elif name not in NOTHING_TO_DO:
            raise BuildError(f"{dockerfile.name} has an instruction that this program does not know: {name}")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    check = [argument.replace(PORT, port) for argument in commands["HEALTHCHECK"]]
    check_health([*commands["ENTRYPOINT"], "--port", port], check, environment)


def main() -> int:
    with tempfile.TemporaryDirectory() as image:
        try:
            run(Path(sys.argv[1]), Path(image))
        except (BuildError, subprocess.CalledProcessError) as error:
            print(error, file=sys.stderr)
            return 1
    print("All steps of the Dockerfile succeed, and the emulator is healthy.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
