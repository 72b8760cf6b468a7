"""The script of the page: seek, mark the spoken word, search. It reads the page and loads nothing."""

from typing import Final

SCRIPT: Final = """
"use strict";
(() => {
  const audio = document.querySelector("audio");
  const box = document.querySelector("input[type=search]");
  const count = document.querySelector("output");
  const words = [...document.querySelectorAll("[data-s]")].map((element) =>
    ({ element, start: Number(element.dataset.s), end: Number(element.dataset.e) }))
    .sort((one, other) => one.start - other.start);
  let spoken = null;
  let hits = [];
  let at = -1;

  // Sound --------------------------------------------------------------------------------------------------------
  function seek(seconds) {
    audio.currentTime = seconds;
    const playing = audio.play();
    if (playing) playing.catch(() => {});
  }
  function wordAt(seconds) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= seconds) low = middle + 1; else high = middle;
    }
    // People may speak at once: the latest of the words that are being spoken.
    for (let index = low - 1; index >= 0 && index > low - 20; index -= 1) {
      if (words[index].end > seconds) return words[index].element;
    }
    return null;
  }
  function mark() {
    const word = wordAt(audio.currentTime);
    if (word === spoken) return;
    if (spoken) spoken.classList.remove("now");
    spoken = word;
    if (!word) return;
    word.classList.add("now");
    if (!audio.paused) word.scrollIntoView({ block: "nearest" });
  }
  function follow() {
    mark();
    if (!audio.paused) requestAnimationFrame(follow);
  }
  if (audio) {
    document.body.classList.add("seeks");
    document.querySelector("main").addEventListener("click", (event) => {
      const from = event.target.closest("[data-s], [data-at]");
      if (from) seek(Number(from.dataset.s ?? from.dataset.at));
    });
    audio.addEventListener("play", follow);
    for (const event of ["timeupdate", "seeked"]) audio.addEventListener(event, mark);
  }

  // Search -------------------------------------------------------------------------------------------------------
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = [...document.querySelectorAll("main p")].map((paragraph) => {
    const places = [];
    let text = "";
    for (const node of paragraph.childNodes) {
      const part = fold(node.textContent);
      if (node.nodeType === Node.ELEMENT_NODE) {
        places.push({ element: node, start: text.length, end: text.length + part.length });
      }
      text += part;
    }
    return { text, places };
  });
  function search() {
    for (const hit of hits) for (const element of hit) element.classList.remove("hit", "here");
    hits = [];
    at = -1;
    const wanted = fold(box.value.trim().replace(/\\s+/g, " "));
    if (wanted) {
      for (const { text, places } of texts) {
        for (let found = text.indexOf(wanted); found >= 0; found = text.indexOf(wanted, found + wanted.length)) {
          const end = found + wanted.length;
          hits.push(places.filter((place) => place.start < end && place.end > found).map((place) => place.element));
        }
      }
    }
    for (const hit of hits) for (const element of hit) element.classList.add("hit");
    if (hits.length) go(1); else count.textContent = wanted ? "not found" : "";
  }
  function go(step) {
    if (!hits.length) return;
    if (at >= 0) for (const element of hits[at]) element.classList.remove("here");
    at = (at + step + hits.length) % hits.length;
    for (const element of hits[at]) element.classList.add("here");
    hits[at][0].scrollIntoView({ block: "center" });
    count.textContent = `${at + 1} of ${hits.length}`;
  }
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
  });
  document.querySelector("[data-step='-1']").addEventListener("click", () => go(-1));
  document.querySelector("[data-step='1']").addEventListener("click", () => go(1));
})();
"""
