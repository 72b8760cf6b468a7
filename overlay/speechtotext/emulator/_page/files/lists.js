// What the sections of the page list.

import { copyButton, element, size, table, time } from "./dom.js";

const STATES = ["NotStarted", "Running", "Succeeded", "Failed"];
const WORDS = { all: "All", NotStarted: "Not started", Running: "Running", Succeeded: "Succeeded", Failed: "Failed" };

const none = (text) => element("p", { class: "faint" }, text);
const badge = (status) => element("span", { class: `badge ${status}` }, WORDS[status] ?? status);

export function stateChoices(counts, chosen, choose) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [element("legend", { class: "hidden" }, "Show jobs by state"), ...["all", ...STATES].map((name) =>
    element("label", { class: "choice" },
      element("input", { type: "radio", name: "state", value: name, checked: name === chosen, onchange: () => choose(name) }),
      ` ${WORDS[name]} `, element("b", {}, String(name === "all" ? all : counts[name] ?? 0))))];
}

export function jobList(jobs, state, view) {
  if (!jobs.length) return none("No jobs here yet.");
  const severalResources = state.resources.length > 1;
  const all = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  const rest = all > state.jobs.length ? [none(`The newest ${state.jobs.length} of ${all} jobs.`)] : [];
  return [...jobs.map((job) => element("details", { "data-key": job.id, class: "job" },
    element("summary", {},
      badge(job.status), element("span", { class: "name" }, job.name || job.id),
      element("span", { class: "faint" }, [job.kind, job.locale, severalResources ? job.resource : ""].filter(Boolean).join(" · ")),
      time(job.created, state.now)),
    job.error ? element("p", { class: "error" }, element("b", {}, job.error.code), ` ${job.error.message}`) : null,
    element("p", { class: "faint" }, `Id ${job.id}, made with ${job.version}, last action `, time(job.acted, state.now), "."),
    job.files.length ? fileTable(job, view) : none("No files."),
    job.allFiles > job.files.length ? none(`The first ${job.files.length} of ${job.allFiles} files.`) : null)), ...rest];
}

function fileTable(job, view) {
  return table(`Files of ${job.name}`, ["File", "Kind", "Size", ""], job.files.map((file) => [
    file.name, file.kind, size(file.size),
    element("span", { class: "actions" }, opens(file)
      ? element("button", { type: "button", class: "small", "aria-label": `Open ${file.name}`, onclick: () => view(file) }, "Open")
      : null,
    download(file))]));
}

const opens = (file) => /\.(json|txt|vtt|srt|csv)$/i.test(file.name) || file.kind !== "Audio";
const download = (file) => element("a", {
  href: file.link, download: file.name.split("/").pop(), "aria-label": `Download ${file.name}`,
}, "Download");

export function containerList(state, transcribe) {
  if (!state.containers.length) return none("Nothing is stored yet. Upload a recording to try a transcription.");
  return state.containers.map(({ name, blobs, all }) => element("div", { "data-key": name },
    element("h3", {}, name, element("span", { class: "faint" }, ` ${all} ${all === 1 ? "blob" : "blobs"}`)),
    blobs.length ? table(`Blobs of ${name}`, ["Name", "Size", "Modified", ""], blobs.map((blob) => [
      blob.name, size(blob.size), time(blob.modified, state.now), element("span", { class: "actions" },
        element("button", { type: "button", class: "small", "aria-label": `Transcribe ${blob.name}`, onclick: () => transcribe(blob) },
          "Transcribe"),
        copyLink(blob), download(blob))])) : none("Empty."),
    all > blobs.length ? none(`The newest ${blobs.length} of ${all} blobs.`) : null));
}

function copyLink(blob) {
  const button = copyButton(new URL(blob.link, location.origin).href, `URL of ${blob.name}`, "Copy URL");
  button.title = "Copy a signed URL, which is valid for an hour or two";
  return button;
}

export function requestList(requests, now) {
  if (!requests.length) return none("No requests yet.");
  return table("Last requests", ["Time", "Request", "Status", "ms"], requests.map((each) => [
    time(each.time, now),
    [element("span", { class: "name" }, each.operation || `${each.method} ${each.path}`),
      each.operation ? element("span", { class: "faint" }, ` ${each.version || `${each.method} ${each.path}`}`) : null,
      ...each.errors.map((error) => element("p", { class: "error" },
        element("b", {}, error.code), ` ${error.message}`, error.target ? ` (${error.target})` : ""))],
    element("span", { class: `status s${String(each.status)[0]}` }, String(each.status)), String(each.milliseconds)]));
}

export function callList(calls, now) {
  if (!calls.length) return none("No web hook was called yet.");
  return table("Web hook calls", ["Time", "Event", "URL", "Response"], calls.map((call, index) => [
    time(call.time, now),
    call.body ? element("details", { "data-key": `${call.time}${call.event}${calls.length - index}` },
      element("summary", {}, call.event), element("pre", {}, call.body)) : call.event,
    call.url,
    call.status ? element("span", { class: `status s${String(call.status)[0]}` }, String(call.status))
      : element("span", { class: "error" }, call.failure)]));
}

export function resourceList(resources) {
  return resources.map((resource) => element("div", { "data-key": resource.name, class: "resource" },
    resources.length > 1 ? element("h3", {}, resource.name) : null,
    fact("Endpoint", location.origin, "endpoint"),
    ...resource.keys.map((key) => secret(key)),
    element("p", { class: "fact" },
      element("span", { class: "faint" }, `Resource ${resource.name} in ${resource.region}`),
      copyButton(resource.id, `resource id of ${resource.name}`, "Copy id"))));
}

function fact(label, value, what) {
  return element("p", { class: "fact" }, element("span", { class: "label" }, label), element("code", {}, value), copyButton(value, what));
}

function secret(key) {
  const shown = element("code", {}, "•".repeat(12));
  const button = element("button", { type: "button", class: "small", "aria-pressed": "false", "aria-label": "Show the key" }, "Show");
  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isShown));
    button.textContent = isShown ? "Show" : "Hide";
    shown.textContent = isShown ? "•".repeat(12) : key;
  });
  return element("p", { class: "fact" }, element("span", { class: "label" }, "Key"), shown, button, copyButton(key, "the key"));
}

export function waitingList({ faults, failures }) {
  if (!faults.length && !failures.length) return none("No faults are waiting.");
  return [element("h3", {}, "Waiting"), element("ul", { class: "plain" },
    faults.map((fault) => element("li", {}, `${fault.operation ?? "Any operation"}: `
      + (fault.kind === "status" ? `status ${fault.status}` : fault.kind) + ` × ${fault.times}`
      + (fault.retryAfter === null ? "" : `, Retry-After ${fault.retryAfter} s`))),
    failures.map((failure) => element("li", {}, `Next of ${failure.collection}: fails with ${failure.code}`)))];
}
