"""Command lines that fail, with the one line and the exit code of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FAILED, WRONG_USE, NO_ANSWER, NOT_ENDED, REFUSED, FILE_TROUBLE, FAULT = 1, 2, 3, 4, 5, 6, 70


NOBODY = "00000000-0000-0000-0000-000000000000"


EXPIRED = "https://store.blob.core.windows.net/a/call.wav?se=2020-01-01T00:00:00Z&sig=SECRET"


@dataclass(frozen=True)
class Case:
    """A command that goes wrong.

    Args:
        arguments: those of the command; {url} stands for the URL of a recording.
        code: its exit code.
        error: the line that it prints, as a pattern; {port} stands for that of nobody.
        environment: what is told there; None takes away what was.
    """

    arguments: str
    code: int
    error: str
    environment: Mapping[str, str | None] = field(default_factory=dict)


NO_SETTINGS = {"SPEECH_KEY": None, "SPEECH_ENDPOINT": None}


CASES = {
    # Settings.
    "no region": Case(
        "transcriptions list",
        WRONG_USE,
        r"Which resource\? Give --region, such as --region westeurope, or --endpoint, "
        r"or set SPEECH_REGION or SPEECH_ENDPOINT, or write it into .*config\.toml\.",
        NO_SETTINGS,
    ),
    "no key": Case(
        "transcriptions list --region westeurope",
        WRONG_USE,
        r"No key: set SPEECH_KEY, or write it into .*config\.toml, or give --key; or use --auth entra\.",
        NO_SETTINGS,
    ),
    "region and endpoint": Case(
        "transcriptions list --region westeurope --endpoint https://x.cognitiveservices.azure.com",
        WRONG_USE,
        r"Both region and endpoint were given: give the one that names your resource\.",
    ),
    "region that is none": Case(
        "transcriptions list --region west.europe",
        WRONG_USE,
        r"'west\.europe' is not the name of an Azure region, such as westeurope\.",
    ),
    "endpoint in the clear": Case(
        "transcriptions list --endpoint http://example.com",
        WRONG_USE,
        r"http://example\.com would send credentials in clear text: use https; http is for localhost only\.",
    ),
    "version that is none": Case(
        "transcriptions list",
        WRONG_USE,
        r"There is no API version '9\.9', which the environment names: "
        r"choose one of v3\.0, v3\.1, v3\.2, 2024-11-15, 2025-10-15\.",
        {"SPEECH_API_VERSION": "9.9"},
    ),
    # The service and the network.
    "wrong key": Case(
        "transcriptions list --key 00000000000000000000000000000000",
        REFUSED,
        r"Transcriptions_List was answered with HTTP 401: .* Check that the key is one of this resource .*",
    ),
    "no network": Case(
        "transcriptions list --endpoint http://127.0.0.1:{port}",
        NO_ANSWER,
        r"Transcriptions_List got no response from http://127\.0\.0\.1:{port} after 5 attempts "
        r"\(ConnectError: .*refused.*\)\.",
    ),
    "region with a typo": Case(
        "transcriptions list --endpoint https://westeuropa.invalid",
        NO_ANSWER,
        r"Transcriptions_List got no response from https://westeuropa\.invalid after 5 attempts \(ConnectError: .*\)\.",
    ),
    "unknown id": Case(
        f"transcriptions get {NOBODY}",
        FAILED,
        rf"Transcriptions_Get was answered with HTTP 404: .*{NOBODY} \(NotFound, request id .*\)\.",
    ),
    "results of an unknown id": Case(
        f"results {NOBODY}",
        FAILED,
        rf"Transcriptions_Get was answered with HTTP 404: .*{NOBODY} \(NotFound, request id .*\)\.",
    ),
    "wrong filter": Case(
        "transcriptions list --filter x",
        FAILED,
        r"Transcriptions_List was answered with HTTP 400: .* \(InvalidRequest > UnsupportedFilter, request id .*\)\.",
    ),
    "job in use": Case(
        f"models get-base {NOBODY}",
        FAILED,
        rf"Models_GetBaseModel was answered with HTTP 404: .*{NOBODY} \(NotFound, request id .*\)\.",
    ),
    # Recordings.
    "nothing to transcribe": Case(
        "transcribe",
        WRONG_USE,
        r"Transcribe what\? Give files, folders or URLs, or --from with a list of them\. See '.*'\.",
    ),
    "scheme with a typo": Case(
        "transcribe htps://example.com/call.wav",
        FAILED,
        r"htps://example\.com/call\.wav was not transcribed \(NotReadable: htps:// is not a storage .*\)\.",
    ),
    "URL without a host": Case(
        "transcribe https:///call.wav",
        FAILED,
        r"https:///call\.wav was not transcribed "
        r"\(InvalidUrl: Expected https://HOST/NAME\)\.",
    ),
    "URL that lacks a slash": Case(
        "transcribe https:/example.com/call.wav",
        FAILED,
        r"https:/example\.com/call\.wav was not transcribed \(InvalidUrl: A slash is missing after the scheme: .*\)\.",
    ),
    "file that is not there": Case(
        "transcribe nobody.wav",
        FAILED,
        r"nobody\.wav was not transcribed \(NotFound: No such file or folder\)\.",
    ),
    "language that the service does not know": Case(
        "transcribe {url} --locale xx-XX",
        FAILED,
        r".*/call\.wav was not transcribed \(InvalidLocale: .*\)\.",
    ),
    "host with a typo": Case(
        "transcribe https://nobody.invalid/call.wav",
        FAILED,
        r"https://nobody\.invalid/call\.wav was not transcribed "
        r"\(InvalidUri: The data cannot be downloaded: the host 'nobody\.invalid' is not allowed; .*\)\.",
    ),
    "expired SAS": Case(
        f"transcribe {EXPIRED}",
        FAILED,
        r"https://store\.blob\.core\.windows\.net/a/call\.wav was not transcribed "
        r"\(LinkExpired: The link has expired: give a new one\)\.",
    ),
    "expired SAS, submitted only": Case(
        f"transcribe {EXPIRED} --no-wait",
        WRONG_USE,
        r"The link to https://store\.blob\.core\.windows\.net/a/call\.wav expired at 2020-01-01 00:00 UTC: "
        r"make new links\.",
    ),
    "expired SAS in a batch": Case(
        f"transcribe {EXPIRED} --journal may.journal --out may",
        FAILED,
        r"https://store\.blob\.core\.windows\.net/a/call\.wav was not transcribed "
        r"\(LinkExpired: The link has expired: give a new one\)\.",
    ),
    "file with what is for URLs": Case(
        "transcribe call.wav --no-wait",
        WRONG_USE,
        r"'call\.wav' is not the URL of a recording, such as https://.*: --journal and --no-wait are for URLs\.",
    ),
    "storage with what is for URLs": Case(
        "transcribe {url} --no-wait --storage az://contoso/calls",
        WRONG_USE,
        r"--storage does not go with --journal and --no-wait, which are for URLs: give --out alone\.",
    ),
    "failures tried again with a journal": Case(
        "transcribe {url} --journal may.journal --out may --retry-failed",
        WRONG_USE,
        r"--retry-failed does not go with --journal and --no-wait, which are for URLs: give --out alone\.",
    ),
    "file in a version that takes none": Case(
        "transcribe call.wav --api-version v3.2",
        WRONG_USE,
        r"call\.wav goes to a batch job, which fetches recordings from storage: "
        r"give --storage, such as --storage az://ACCOUNT/CONTAINER, or --api-version 2025-10-15\.",
    ),
    "file in a batch without storage": Case(
        "transcribe call.wav --batch",
        WRONG_USE,
        r"call\.wav goes to a batch job, which fetches recordings from storage: "
        r"give --storage, such as --storage az://ACCOUNT/CONTAINER\.",
    ),
    "storage that is none": Case(
        "transcribe call.wav --batch --storage calls", WRONG_USE, r"Invalid URL of a storage: expected az://.*"
    ),
    "watching without a folder": Case(
        "transcribe call.wav --watch", WRONG_USE, r"--watch saves results in a folder: give --out\."
    ),
    "keeping by the clock": Case(
        "transcribe {url} --keep 7d",
        WRONG_USE,
        r"--keep takes no duration: --time-to-live 7d sets how long the service keeps results\. See .*",
    ),
    "auto beside a language": Case(
        "transcribe call.wav --language auto,de-DE",
        WRONG_USE,
        r"Invalid value for '--language' / '--locale': give \"auto\" alone, or the locales to choose from\. See .*",
    ),
    "auto in a batch": Case(
        "transcribe {url} --language auto",
        WRONG_USE,
        r"locale: batch transcription needs one: give a locale, such as en-US, or 2 to 10 candidates to choose from",
    ),
    "channels that are none": Case(
        "transcribe call.wav --channels left",
        WRONG_USE,
        r"Invalid value for '--channels': 'left' is not a list of channels, such as 0,1\. See .*",
    ),
    "phrases in a batch": Case(
        "transcribe {url} --phrase Contoso", WRONG_USE, r"phrases: batch transcription takes no phrase list; .*"
    ),
    "phrases that are no text": Case(
        "transcribe call.wav --phrases-file call.wav",
        WRONG_USE,
        r"call\.wav is not a list of phrases: its text is not UTF-8\.",
    ),
    "list that is no text": Case(
        "transcribe --from call.wav",
        WRONG_USE,
        r"call\.wav is not a list of inputs: its text is not UTF-8 or UTF-16; .*",
    ),
    "list with a wrong URL": Case(
        "transcribe --from list.txt", FAILED, r"not a URL was not transcribed \(NotFound: No such file or folder\)\."
    ),
    "too many URLs": Case(
        "transcribe --from many.txt --no-wait",
        WRONG_USE,
        r"A job takes 1,000 URLs: with --journal or --out there may be more\.",
    ),
    "too many speakers for a version": Case(
        "transcribe {url} --max-speakers 3 --api-version v3.0",
        WRONG_USE,
        r"max_speakers is 3: API version v3\.0 separates two speakers; leave it out",
    ),
    "unknown model": Case(
        f"transcribe {{url}} --model {NOBODY}",
        FAILED,
        rf"Models_GetBaseModel was answered with HTTP 404: .*{NOBODY} \(NotFound, request id .*\)\.",
    ),
    # Where results go.
    "several formats without a folder": Case(
        "transcribe {url} --format vtt --format srt", WRONG_USE, r"Several formats need a folder: give --out\."
    ),
    "several formats at once without a folder": Case(
        "transcribe {url} --format vtt,srt", WRONG_USE, r"Several formats need a folder: give --out\."
    ),
    "lines too short for a letter": Case(
        "transcribe {url} --format srt --columns 2",
        WRONG_USE,
        r"Invalid value for '--columns': 2 is not in the range 4<=x<=1000\. See .*",
    ),
    "style that is none": Case(
        "transcribe {url} --style ebu",
        WRONG_USE,
        r"Invalid value for '--style': 'ebu' is not one of 'bbc', 'netflix'\. See .*",
    ),
    "format that is none": Case(
        "transcribe {url} --format docx",
        WRONG_USE,
        r"Invalid value for '--format': 'docx' is not one of 'txt', 'md', 'srt', 'vtt', 'html', .*, 'json'\. See .*",
    ),
    "name of no speaker": Case(
        "transcribe {url} --speaker-name Ann",
        WRONG_USE,
        r"Invalid value for '--speaker-name': 'Ann' is not SPEAKER=NAME, such as 1=Ann\. See .*",
    ),
    "folder below a file": Case(
        "transcribe {url} --out call.wav/texts",
        FILE_TROUBLE,
        r"The folder call\.wav/texts cannot be made: (Not a directory|File exists)\.",
    ),
    "batch without a folder": Case(
        "transcribe {url} --journal may.journal", WRONG_USE, r"A batch saves its results in a folder: give --out\."
    ),
    "journal that is none": Case("resume list.txt --out may", FILE_TROUBLE, r"list\.txt .*not a database\)?\."),
    "journal that is not there": Case(
        "resume nobody.journal --out may",
        WRONG_USE,
        r"Invalid value for 'FOLDER\|JOURNAL': Path 'nobody\.journal' does not exist\. See .*",
    ),
    "folder without results": Case(
        "resume .", WRONG_USE, r"\. holds no results of an earlier run: give the folder of an earlier --out, .*"
    ),
    # Entities.
    "group that a version lacks": Case(
        "projects list --api-version 2024-11-15", WRONG_USE, r"API version 2024-11-15 has no projects\."
    ),
    "command that a version lacks": Case(
        f"endpoints logs {NOBODY} --out logs", WRONG_USE, r"API version 2025-10-15 cannot do this\."
    ),
    "filter in a version without any": Case(
        "transcriptions list --filter x --api-version v3.0", WRONG_USE, r"API version v3\.0 has no filters\."
    ),
    "id that is none": Case(
        "transcriptions get ..",
        WRONG_USE,
        r"Invalid value for 'ID\.\.\.': '\.\.' is not a valid ID\. See 'speechtotext transcriptions get --help'\.",
    ),
    "no id": Case(
        "transcriptions get",
        WRONG_USE,
        r"Missing argument 'ID\.\.\.'\. See 'speechtotext transcriptions get --help'\.",
    ),
    "JSON that is none": Case(
        "projects create list.txt", WRONG_USE, r"list\.txt is not JSON: Expecting value: line 1 column 1 \(char 0\)\."
    ),
    "the URL of another collection": Case(
        "transcriptions get https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/datasets/1",
        WRONG_USE,
        r"id is 'https://.*/datasets/1', which is not a URL of /transcriptions/…: give an entity of that collection, "
        r"its URL or its id\.",
    ),
    "JSON that lacks something": Case(
        "projects create body.json",
        WRONG_USE,
        r"body\.json: Project\.displayName is missing, where a string was expected\.",
    ),
    "JSON that is not there": Case(
        "projects create nobody.json",
        WRONG_USE,
        r"Invalid value for 'FILE': 'nobody\.json': No such file or directory\. See .*",
    ),
    "dataset of a kind that is none": Case(
        "datasets upload list.txt --kind Song",
        FAILED,
        r"Datasets_Create was answered with HTTP 400: .* \(InvalidRequest > InvalidPayload, request id .*\)\.",
    ),
    "empty dataset": Case("datasets upload empty.txt --kind Language", FILE_TROUBLE, r"empty\.txt .*empty.*\."),
    "copy to nowhere": Case(
        f"models copy {NOBODY}",
        WRONG_USE,
        r"The target resource is missing: give --target-region or --target-endpoint, and --target-key\.",
    ),
    "copy without the id of the source": Case(
        f"models copy {NOBODY} --target-region eastus --target-key 00000000000000000000000000000000",
        WRONG_USE,
        r"API version 2025-10-15 requires --source-resource-id\.",
    ),
    # The command line itself.
    "command with a typo": Case(
        "transcribtions list", WRONG_USE, r"No such command 'transcribtions'\. .*See 'speechtotext --help'\."
    ),
    "option with a typo": Case(
        "transcriptions list --jsn",
        WRONG_USE,
        r"No such option:? '?--jsn'?.* See 'speechtotext transcriptions list --help'\.",
    ),
    "limit that is none": Case(
        "transcriptions list --limit 0",
        WRONG_USE,
        r"Invalid value for '--limit': 0 is not in the range x>=1\. See 'speechtotext transcriptions list --help'\.",
    ),
    "duration that is none": Case(
        "models expiring --within soon",
        WRONG_USE,
        r"Invalid value for '--within': 'soon' is not a duration: expected a number and a unit, "
        r"such as 90d, 48h or 30m\. See .*",
    ),
    "shell that is none": Case(
        "completion tcsh", WRONG_USE, r"Invalid value for '\{bash\|zsh\|fish\}': 'tcsh' is not one of .*\. See .*"
    ),
}
