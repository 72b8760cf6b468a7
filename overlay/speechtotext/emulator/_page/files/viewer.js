// A dialog that shows a file: transcripts and reports as tables, everything else as text.

import { element, find, table } from "./dom.js";

const LONGEST_TEXT = 200_000;
const MOST_PHRASES = 2_000;

export async function view(file) {
  const dialog = find("#viewer");
  find("#viewer-heading").textContent = file.name;
  find("#viewer-content").replaceChildren("Loading…");
  dialog.showModal();
  find("#viewer-content").replaceChildren(...await contents(file));
}

async function contents(file) {
  try {
    const response = await fetch(file.link);
    const text = await response.text();
    if (!response.ok) return [element("p", { class: "error" }, `The file cannot be read: ${response.status}`)];
    const value = parsed(text);
    const shown = transcript(value) ?? report(value);
    const raw = element("pre", {}, (value ? JSON.stringify(value, null, 2) : text).slice(0, LONGEST_TEXT));
    return shown ? [...shown, element("details", {}, element("summary", {}, "JSON"), raw)] : [raw];
  } catch (error) {
    return [element("p", { class: "error" }, `The file cannot be read: ${error.message}`)];
  }
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function transcript(value) {
  if (!Array.isArray(value?.recognizedPhrases)) return null;
  const texts = (value.combinedRecognizedPhrases ?? []).map((each) => element("p", { class: "text" },
    element("span", { class: "faint" }, `Channel ${each.channel}: `), each.display ?? each.lexical ?? ""));
  const phrases = value.recognizedPhrases;
  const hasSpeakers = phrases.some((each) => each.speaker !== undefined);
  const headings = ["Time", "Channel", ...(hasSpeakers ? ["Speaker"] : []), "Text", "Confidence"];
  const rows = phrases.slice(0, MOST_PHRASES).map((each) => [
    seconds(each), String(each.channel ?? ""), ...(hasSpeakers ? [String(each.speaker ?? "")] : []),
    each.nBest?.[0]?.display ?? "", percent(each.nBest?.[0]?.confidence)]);
  const rest = phrases.length > MOST_PHRASES ? [element("p", { class: "faint" }, `The first ${MOST_PHRASES} phrases.`)] : [];
  return [...texts, table("Phrases", headings, rows), ...rest];
}

function report(value) {
  if (!Array.isArray(value?.details)) return null;
  const rows = value.details.map((each) => [
    String(each.sourceUrl ?? "").split("?")[0], String(each.status ?? ""),
    [each.errorKind, each.errorMessage].filter(Boolean).join(": ")]);
  return [table("Recordings", ["Recording", "Status", "Error"], rows)];
}

function seconds({ offsetMilliseconds, offsetInTicks }) {
  const value = offsetMilliseconds !== undefined ? offsetMilliseconds / 1000 : offsetInTicks / 1e7;
  if (!Number.isFinite(value)) return "";
  return `${Math.floor(value / 60)}:${(value % 60).toFixed(1).padStart(4, "0")}`;
}

const percent = (value) => Number.isFinite(value) ? `${Math.round(value * 100)} %` : "";
