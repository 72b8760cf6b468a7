"""Things that go wrong in the night: the exit code, the line, what is left, and how to go on.

`docs/guides/nightly.md` shows this table; `test_night.py` makes each of them happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from speechtotext.cli._output.exit_codes import ExitCode


@dataclass(frozen=True)
class Command:
    """A command, and the transcripts that exist once it has done its work.

    Args:
        line: its arguments; {url} stands for the URL of a recording.
        texts: files in the folder `texts`.
    """

    line: str
    texts: tuple[str, ...] = ()


FOLDER: Final = Command("transcribe calls --out texts --concurrency 1", ("a.txt", "b.txt"))
FILE: Final = Command("transcribe calls/a.wav --out texts", ("a.txt",))
URL: Final = Command("transcribe {url} --out texts", ("call.txt",))
LIST: Final = Command("transcribe --from list.txt --out texts", ("a.txt",))
RESUME: Final = Command("resume texts", ("call.txt",))


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong.

    Args:
        what: it, as the documentation names it.
        fault: the function of `faults.py` that makes it happen, and mends it.
        command: runs meanwhile.
        code: exit code of the command.
        line: the only line that it prints about it; … stands for any text. Empty without one.
        left: what is left, as a sentence.
        go_on: what to do, as a sentence.
        kept: number of transcripts that are there after it.
        again: the command that goes on once it is mended. Default: the same command.
    """

    what: str
    fault: str
    command: Command
    code: ExitCode
    line: str
    left: str
    go_on: str
    kept: int = 0
    again: Command | None = None


_NOTHING: Final = "Nothing was sent."
_JOURNAL: Final = "Finished transcripts, and a journal of the rest in `texts`."
_JOB: Final = "The job goes on at the service; the journal in `texts` knows it."
_LATER: Final = "Run the same command again later."
_LATER_OR_RESUME: Final = "Run the same command again later, or the `resume` that is printed."
_EMPTY: Final = "Nothing was sent; the journal in `texts` is empty."

TABLE: Final = (
    # Credentials.
    Trouble(
        "The key is wrong",
        "wrong_key",
        FILE,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: Transcriptions_Transcribe was answered with HTTP 401: … Check that the key is one of this resource …",
        _JOURNAL,
        "Set the key; `speechtotext login --check` tries it. Run the same command again.",
    ),
    Trouble(
        "The key is regenerated between two recordings",
        "key_changed_between_files",
        FOLDER,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: Transcriptions_Transcribe was answered with HTTP 401: …",
        _JOURNAL,
        "Set the new key. Run the same command again, or the `resume` that is printed.",
        kept=1,
    ),
    Trouble(
        "The key is regenerated while jobs run",
        "key_changed_during_jobs",
        URL,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: Transcriptions_Get was answered with HTTP 401: …",
        _JOB,
        "Set the new key. Run `speechtotext resume texts`.",
        again=RESUME,
    ),
    Trouble(
        "The key is regenerated, and `SPEECH_KEY_2` holds the other one",
        "second_key",
        FILE,
        ExitCode.SUCCESS,
        "Warning: The service refused a key; requests go on with the other key of the resource.",
        "Everything is done.",
        "Set `SPEECH_KEY` to a valid key before the other one is regenerated.",
        kept=1,
    ),
    Trouble(
        "Keys are disabled on the resource",
        "keys_disabled",
        FILE,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: … HTTP 403: … Keys are disabled on this resource: …",
        _JOURNAL,
        "Sign in by `--auth entra`. Run the same command again.",
    ),
    Trouble(
        "The resource's firewall does not admit this machine",
        "firewall",
        FILE,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: … HTTP 403: … The network rules of this resource (firewall and virtual network) do not admit this …",
        _JOURNAL,
        "Allow the machine's network under Networking of the resource. Run the same command again.",
    ),
    Trouble(
        "The machine has no identity",
        "no_identity",
        FILE,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: The credential gave no token: … ManagedIdentityCredential: …",
        _JOURNAL,
        "Assign the identity; `speechtotext login --check` tries it. Run the same command again.",
    ),
    Trouble(
        "The identity has no role on the resource",
        "no_role",
        FILE,
        ExitCode.CREDENTIALS_REFUSED,
        "Error: … HTTP 403: … With Entra ID the role Cognitive Services Speech User or Speech Contributor is needed; …",
        _JOURNAL,
        "Assign the role; it takes some minutes. Run the same command again.",
    ),
    Trouble(
        "The token expires in the middle",
        "token_expired",
        URL,
        ExitCode.SUCCESS,
        "",
        "Everything is done: the command gets a new token.",
        "No action is needed.",
        kept=1,
    ),
    Trouble(
        "Entra ID is used with a region",
        "entra_with_region",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: Entra ID needs the resource's own URL, with its custom subdomain, in place of the region: …",
        _NOTHING,
        "Set `SPEECH_ENDPOINT` to `https://NAME.cognitiveservices.azure.com`.",
    ),
    Trouble(
        "azure-identity is not installed",
        "no_azure_identity",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: Entra ID needs azure-identity: install speechtotext-client[azure], or use --auth key.",
        _NOTHING,
        "Install the extra.",
    ),
    Trouble(
        "The storage account refuses its key",
        "wrong_storage_key",
        Command("transcribe calls/a.wav --out texts --batch --storage az://night/calls"),
        ExitCode.CREDENTIALS_REFUSED,
        "Error: Upload of … was answered with HTTP 403 … Check that the key or SAS token is one of this account …",
        _JOURNAL,
        "Set `AZURE_STORAGE_CONNECTION_STRING`, or use `--auth entra`. Run the same command again, or the `resume` "
        "that is printed.",
        # It needs another storage account.
        again=Command("transcriptions list"),
    ),
    # Network.
    Trouble(
        "There is no network",
        "no_network",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (TransportError: … after 5 attempts (ConnectError: …",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The host name of the resource does not exist",
        "unknown_host",
        Command("transcriptions list"),
        ExitCode.UNREACHABLE,
        "Error: Transcriptions_List got no answer from https://night.invalid after 5 attempts (ConnectError: …",
        _NOTHING,
        "Check the endpoint and the name server. Run the same command again.",
    ),
    Trouble(
        "The connection breaks while a job is submitted",
        "cut_off_submit",
        URL,
        ExitCode.UNREACHABLE,
        "Error: Transcriptions_Submit got no answer from … (RemoteProtocolError: …",
        "Perhaps a job at the service; the journal finds it again, and nothing is submitted twice.",
        _LATER_OR_RESUME,
    ),
    Trouble(
        "The connection breaks while a recording is sent",
        "cut_off_file",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (TransportError: … (RemoteProtocolError: …",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The service fails for minutes",
        "service_down",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (ServerError: Transcriptions_Transcribe was answered with HTTP 503: …",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The service fails for a moment",
        "service_hiccup",
        FILE,
        ExitCode.SUCCESS,
        "",
        "Everything is done: the request is sent again.",
        "No action is needed.",
        kept=1,
    ),
    Trouble(
        "The quota is used up: 429 for minutes",
        "rate_limited",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (RateLimited: Transcriptions_Transcribe was answered with HTTP 429: …",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The quota is used up while a job is submitted",
        "rate_limited_submit",
        URL,
        ExitCode.UNREACHABLE,
        "Error: Transcriptions_Submit was answered with HTTP 429: …",
        _JOURNAL,
        _LATER_OR_RESUME,
    ),
    Trouble(
        "The proxy is down",
        "proxy_down",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (TransportError: … (ConnectError: …",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The proxy wants a password",
        "proxy_wants_password",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (TransportError: … 407 Proxy Authentication Required…",
        _JOURNAL,
        "Set `HTTPS_PROXY` with user and password. Run the same command again.",
    ),
    Trouble(
        "The proxy answers with a page to sign in",
        "proxy_page",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: Transcriptions_Transcribe was answered with a page of HTML.",
        _JOURNAL,
        "Exempt the resource's host from the page, or set `NO_PROXY`. Run the same command again.",
    ),
    Trouble(
        "The gateway in front of the service is down",
        "gateway_down",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: … HTTP 502: Bad gateway. This response comes from a proxy or gateway on the way, not from the service…",
        _JOURNAL,
        _LATER,
    ),
    Trouble(
        "The certificate is not trusted",
        "untrusted_certificate",
        FILE,
        ExitCode.UNREACHABLE,
        "Error: calls/a.wav was not transcribed (TransportError: … CERTIFICATE_VERIFY_FAILED…",
        _JOURNAL,
        "Set `SSL_CERT_FILE` to your authorities. Run the same command again.",
    ),
    # Disks and files.
    Trouble(
        "The disk is full",
        "full_disk",
        FOLDER,
        ExitCode.FILE_ERROR,
        "Error: … cannot be written: No space left on device.",
        "Whole files only, and a journal of the rest in `texts`.",
        "Make room. Run the same command again.",
    ),
    Trouble(
        "The folder of results cannot be made",
        "file_in_the_way",
        FILE,
        ExitCode.FILE_ERROR,
        "Error: The folder texts cannot be made: …",
        _NOTHING,
        "Move away what is in its place.",
    ),
    Trouble(
        "The journal is damaged",
        "damaged_journal",
        FILE,
        ExitCode.FILE_ERROR,
        "Error: …journal.sqlite3 cannot be used: file is not a database.",
        "The transcripts so far.",
        "Move `texts/.speechtotext` away, or restore it. Run the same command again.",
    ),
    Trouble(
        "Another run holds the journal",
        "held_journal",
        Command("transcribe calls --out texts --timeout 1s", ("a.txt", "b.txt")),
        ExitCode.TIMEOUT,
        "Error: …journal.sqlite3 is still held by another run. Wait until that has ended, or give a longer timeout.",
        "The other run goes on.",
        _LATER_OR_RESUME,
        kept=1,
    ),
    Trouble(
        "The list of inputs is missing",
        "no_list",
        LIST,
        ExitCode.USAGE_ERROR,
        "Error: Invalid value for '--from': File 'list.txt' does not exist. See 'speechtotext transcribe --help'.",
        _NOTHING,
        "Write the list.",
    ),
    Trouble(
        "The list of inputs is not text",
        "binary_list",
        LIST,
        ExitCode.USAGE_ERROR,
        "Error: list.txt is not a list of inputs: its text is not UTF-8 or UTF-16; …",
        _EMPTY,
        "Write the list as text.",
    ),
    Trouble(
        "The list of inputs is empty",
        "empty_list",
        LIST,
        ExitCode.SUCCESS,
        "No recordings were found.",
        _EMPTY,
        "No action is needed.",
    ),
    # Settings.
    Trouble(
        "The configuration file is not TOML",
        "bad_config",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: …config.toml is not TOML: …",
        _NOTHING,
        "Correct the file. `speechtotext config` shows the settings in effect.",
    ),
    Trouble(
        "The profile does not exist",
        "unknown_profile",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: There is no profile 'nights' in …config.toml, which has no profiles.",
        _NOTHING,
        "Correct `SPEECH_PROFILE` or `--profile`.",
    ),
    Trouble(
        "Others can read the key in the configuration file",
        "readable_config",
        FILE,
        ExitCode.SUCCESS,
        "Warning: others can read the key in …config.toml: chmod 600 …config.toml",
        "Everything is done.",
        "Change the mode of the file.",
        kept=1,
    ),
    Trouble(
        "Everybody can change the configuration file",
        "writable_config",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: Everybody can change …config.toml, and so where keys are sent: chmod 600 …config.toml",
        _NOTHING,
        "Change the mode of the file.",
    ),
    Trouble(
        "The API version does not exist",
        "unknown_version",
        FILE,
        ExitCode.USAGE_ERROR,
        "Error: There is no API version '2019-01-01', which the environment names: choose one of …",
        _NOTHING,
        "Correct `SPEECH_API_VERSION`. `speechtotext versions` lists them.",
    ),
    # Recordings and jobs.
    Trouble(
        "A recording is not audio",
        "not_audio",
        Command("transcribe calls --out texts --concurrency 1", ("a.txt", "b.txt", "c.txt")),
        ExitCode.FAILED,
        "Error: calls/c.wav was not transcribed (NotAudio: The file holds text, not audio).",
        "All other transcripts.",
        "Replace the recording. Run the same command again.",
        kept=2,
    ),
    Trouble(
        "A recording is gone",
        "missing_file",
        Command("transcribe calls/a.wav calls/z.wav --out texts", ("a.txt", "z.txt")),
        ExitCode.FAILED,
        "Error: calls/z.wav was not transcribed (NotFound: No such file or folder).",
        "All other transcripts.",
        "Bring the recording back, or take it off the list. Run the same command again.",
        kept=1,
    ),
    Trouble(
        "A link has expired",
        "nothing",
        Command(
            "transcribe {url} https://store.blob.core.windows.net/a/old.wav?se=2020-01-01T00:00:00Z&sig=SECRET "
            "--out texts"
        ),
        ExitCode.FAILED,
        "Error: https://store.blob.core.windows.net/a/old.wav was not transcribed (LinkExpired: The permission of the "
        "link has ended: give a new one).",
        "All other transcripts.",
        "Give a new link. Run the same command again.",
        kept=1,
        again=URL,
    ),
    Trouble(
        "The service fails a job",
        "failed_job",
        URL,
        ExitCode.FAILED,
        "Error: http://…/call.wav was not transcribed (InternalError: …",
        "All other transcripts; the journal knows which failed, and why.",
        "Run the same command with `--retry-failed`.",
        again=Command("transcribe {url} --out texts --retry-failed", ("call.txt",)),
    ),
    Trouble(
        "Jobs are not done in time",
        "slow_jobs",
        URL,
        ExitCode.TIMEOUT,
        "Error: Transcribing did not end within … seconds. Run it again to continue.",
        _JOB,
        "Run `speechtotext resume texts`, or give a longer `--timeout`.",
        again=RESUME,
    ),
    # Ends.
    Trouble(
        "Somebody presses Ctrl-C",
        "interrupted",
        URL,
        ExitCode.INTERRUPTED,
        "Interrupted.",
        _JOB,
        "Run `speechtotext resume texts`.",
        again=RESUME,
    ),
    Trouble(
        "The machine shuts down: SIGTERM",
        "terminated",
        URL,
        ExitCode.TERMINATED,
        "Terminated.",
        _JOB,
        "Run `speechtotext resume texts`, or the same command.",
        again=RESUME,
    ),
    Trouble(
        "No transcription is left to delete",
        "nothing",
        Command("transcriptions delete"),
        ExitCode.SUCCESS,
        "Nothing to do: no ID was given.",
        "Nothing was left to do.",
        "No action is needed.",
    ),
    Trouble(
        "This package has a fault",
        "own_fault",
        FILE,
        ExitCode.INTERNAL_ERROR,
        "Error: a fault of speechtotext itself (KeyError: 'night'); SPEECHTOTEXT_DEBUG=1 shows where.",
        "Finished transcripts, if any.",
        "Run the same command again with `SPEECHTOTEXT_DEBUG=1`, and report what it shows.",
    ),
)
