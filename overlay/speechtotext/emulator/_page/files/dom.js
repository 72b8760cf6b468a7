// Elements and texts. Names come from strangers: they are set as text only, never as HTML.

export const find = (selector) => document.querySelector(selector);

/** Make an element. Attributes that start with "on" are listeners; null and false leave an attribute out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Make a table with a row of headings. A cell is a text, an element or a list of them. */
export function table(caption, headings, rows) {
  const cells = (row) => row.map((cell, column) => element("td", { "data-heading": headings[column] }, cell));
  return element("table", {},
    element("caption", { class: "hidden" }, caption),
    element("thead", {}, element("tr", {}, headings.map((heading) => element("th", { scope: "col" }, heading)))),
    element("tbody", {}, rows.map((row) => element("tr", {}, cells(row)))));
}

/** Show the size of a file. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KiB", "MiB", "GiB"];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) { value /= 1024; unit += 1; }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** Show a point in time as the service tells it, without its date if that is the clock's. */
export function time(text, now) {
  const [day, hour] = text.replace("Z", "").split("T");
  return element("time", { datetime: text, title: text }, day === now.slice(0, 10) ? hour : `${day} ${hour}`);
}

export function copyButton(value, what, text = "Copy") {
  const button = element("button", { type: "button", class: "small", "aria-label": `Copy ${what}` }, text);
  button.addEventListener("click", async () => {
    button.textContent = await copied(value) ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = text; }, 1500);
  });
  return button;
}

async function copied(value) {
  // The clipboard is there on this machine and over https only: elsewhere the older way is left.
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const box = element("textarea", { class: "hidden" });
    box.value = value;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

/** Replace what is in a place, unless it is the same; keep what is open and what has the focus. */
export function draw(place, data, make) {
  const drawn = JSON.stringify(data);
  if (place.drawn === drawn) return;
  place.drawn = drawn;
  const open = new Set([...place.querySelectorAll("details[open]")].map((each) => each.dataset.key));
  const focused = place.contains(document.activeElement) ? keyOf(document.activeElement, place) : null;
  place.replaceChildren(...[make(data)].flat());
  for (const each of place.querySelectorAll("details")) each.open = open.has(each.dataset.key);
  if (focused !== null) focusable(place).find((each) => keyOf(each, place) === focused)?.focus();
}

const focusable = (place) => [...place.querySelectorAll("a, button, input, select, summary")];

/** What tells an element that can have the focus from others, also after it was made anew. */
function keyOf(each, place) {
  const group = each.closest("[data-key]")?.dataset.key ?? "";
  const words = each.getAttribute("aria-label") ?? each.value ?? each.textContent;
  return place.contains(each) ? `${group}|${each.localName}|${words}|${each.textContent}` : null;
}
