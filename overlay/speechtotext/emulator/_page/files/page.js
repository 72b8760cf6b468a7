// The emulator's page: reads the state every two seconds, draws what changed, and acts by the control API.

import { copyButton, draw, element, find } from "./dom.js";
import { callList, containerList, jobList, requestList, resourceList, stateChoices, waitingList } from "./lists.js";
import { view } from "./viewer.js";

const KEY_HEADER = "Ocp-Apim-Subscription-Key";
const PERIOD = 2000;
const NEWEST = "2025-10-15";

let state = null;
let chosen = "all";
let key = sessionStorage.getItem("key") ?? "";
let timer;

const ownKey = () => key || state.resources.find((each) => each.name === "development")?.keys[0] || "";

/** Send a request to the emulator; tell the reader if it was refused. */
async function send(path, options = {}) {
  const headers = { ...(ownKey() ? { [KEY_HEADER]: ownKey() } : {}), ...options.headers };
  const response = await fetch(path, { ...options, headers });
  if (response.ok) return response;
  const text = await response.text();
  throw new Error(`${response.status}: ${reason(text)}`);
}

function reason(text) {
  try {
    const { error, message } = JSON.parse(text);
    return error?.message ?? error ?? message;
  } catch {
    return new DOMParser().parseFromString(text, "text/xml").querySelector("Message")?.textContent ?? text;
  }
}

const sendJson = (path, body) =>
  send(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const control = (action, body) => sendJson(`/emulator/control/${action}`, body);

function say(text, isError = false) {
  const place = find("#message");
  place.textContent = text;
  place.classList.toggle("error", isError);
  clearTimeout(place.timer);
  place.timer = setTimeout(() => { place.textContent = ""; }, isError ? 12000 : 4000);
}

/** Do something, tell of it or of why it failed, and draw the new state. */
async function act(doing, done) {
  try {
    await doing();
    if (done) say(done);
  } catch (error) {
    say(error.message, true);
  }
  await refresh();
}

// State ---------------------------------------------------------------------------------------------------------
async function refresh() {
  clearTimeout(timer);
  try {
    const response = await fetch("/emulator/page/data/state", { headers: key ? { [KEY_HEADER]: key } : {} });
    find("#unlock").hidden = response.status !== 401;
    find(".columns").hidden = response.status === 401;
    if (response.status === 401) {
      find("#connection").textContent = key ? "Locked: that is not the emulator's key" : "Locked";
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    state = await response.json();
    find("#connection").textContent = `Running at ${location.origin}`;
    document.body.classList.remove("lost");
    redraw();
  } catch {
    find("#connection").textContent = "Not reachable: is the emulator still running?";
    document.body.classList.add("lost");
  }
  timer = setTimeout(refresh, document.hidden ? 5 * PERIOD : PERIOD);
}

function redraw() {
  const { now } = state;
  const shown = state.jobs.filter((job) => chosen === "all" || job.status === chosen);
  draw(find("#states"), [state.counts, chosen], () => stateChoices(state.counts, chosen, choose));
  draw(find("#job-list"), [shown, now.slice(0, 10)], () => jobList(shown, state, view));
  draw(find("#container-list"), [state.containers, now.slice(0, 10)], () => containerList(state, transcribe));
  const requests = state.requests.filter((each) => each.status >= 400 || !find("#only-errors").checked);
  draw(find("#request-list"), [requests, now.slice(0, 10)], () => requestList(requests, now));
  draw(find("#call-list"), [state.calls, now.slice(0, 10)], () => callList(state.calls, now));
  draw(find("#resource-list"), state.resources, () => resourceList(state.resources));
  draw(find("#waiting"), [state.faults, state.failures], () => waitingList(state));
  draw(find("#fail-job select"), state.collections, (names) => names.map((name) => element("option", {}, name)));
  draw(find("#fault select"), Object.keys(state.faultKinds), (names) => names.map((name) => element("option", {}, name)));
  draw(find("#operations"), state.operations, (names) => names.map((name) => element("option", { value: name })));
  draw(find("#time"), [now, state.ahead], () => clockTexts());
  showFaultFields();
}

function clockTexts() {
  const ahead = Math.round(state.ahead);
  const days = Math.floor(ahead / 86400);
  const rest = new Date((ahead % 86400) * 1000).toISOString().slice(11, 19);
  const told = ahead ? `${days ? `${days} d ` : ""}${rest} ahead of this machine's` : "The same as this machine's";
  return [element("time", { datetime: state.now }, state.now.replace("T", " ").replace("Z", " UTC")),
    element("br"), element("span", { class: "faint" }, told)];
}

function choose(name) {
  chosen = name;
  redraw();
}

// Storage -------------------------------------------------------------------------------------------------------
async function upload(files) {
  const container = find("#upload").elements.container.value.trim();
  if (!container) return say("Name a container first.", true);
  for (const file of files) {
    const line = element("li", {}, `Uploading ${file.name}…`);
    find("#uploads").prepend(line);
    const path = `/emulator/storage/${encodeURIComponent(container)}/${encodeURIComponent(file.name)}`;
    const headers = { "Content-Type": file.type || "application/octet-stream" };
    try {
      const { url } = await (await send(path, { method: "PUT", headers, body: file })).json();
      line.replaceChildren(`Uploaded ${file.name}. `, copyButton(url, `URL of ${file.name}`, "Copy URL"));
    } catch (error) {
      line.replaceChildren(`${file.name} was not uploaded: ${error.message}`);
      line.classList.add("error");
    }
  }
  find("#upload").elements.files.value = "";
  await refresh();
}

function transcribe(blob) {
  const job = {
    displayName: blob.name.slice(-100), locale: "en-US", contentUrls: [new URL(blob.link, location.origin).href],
    properties: { timeToLiveHours: 48 },
  };
  const path = `/speechtotext/transcriptions:submit?api-version=${NEWEST}`;
  return act(() => sendJson(path, job), `A job transcribes ${blob.name}.`);
}

function takeFiles() {
  const form = find("#upload");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.files.addEventListener("change", () => upload([...form.elements.files.files]));
  const drop = find("#drop");
  // Beside its place, a file that is dropped would replace the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, () => drop.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    upload([...event.dataTransfer.files]);
  });
}

// Clock and faults ----------------------------------------------------------------------------------------------
function onSubmit(selector, doing) {
  const form = find(selector);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing(Object.fromEntries(new FormData(form)));
  });
}

function showFaultFields() {
  const kind = find("#fault").elements.fault.value;
  find("#fault-meaning").textContent = `The answer is ${state.faultKinds[kind]}.`;
  for (const label of document.querySelectorAll("[data-for]")) {
    label.hidden = label.dataset.for !== kind;
    label.querySelector("input").disabled = label.hidden;
  }
}

function takeForms() {
  onSubmit("#unlock", (given) => {
    key = given.key;
    sessionStorage.setItem("key", key);
    refresh();
  });
  onSubmit("#advance", ({ amount, unit }) =>
    act(() => control("clock", { advance: Number(amount) * Number(unit) }), "The clock was advanced."));
  onSubmit("#fail-job", (given) => act(() => control("job-failures", given), "The next job of this kind will fail."));
  onSubmit("#throttle", ({ times, retry_after }) => {
    const fault = { status: 429, times: Number(times), retry_after: Number(retry_after) };
    act(() => control("faults", fault), `The next ${times} requests will be refused.`);
  });
  onSubmit("#fault", ({ fault, operation, times, status, seconds }) => {
    const body = { fault, operation: operation || null, times: Number(times) };
    if (status) body.status = Number(status);
    if (seconds) body.seconds = Number(seconds);
    act(() => control("faults", body), "The fault waits for its request.");
  });
  onSubmit("#reset", () => {
    if (window.confirm("Delete all resources, jobs, files and faults, and set the clock back?")) {
      act(() => control("reset", {}), "The emulator was reset.");
    }
  });
  find("#fault").elements.fault.addEventListener("change", showFaultFields);
  find("#only-errors").addEventListener("change", redraw);
}

takeFiles();
takeForms();
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
refresh();
