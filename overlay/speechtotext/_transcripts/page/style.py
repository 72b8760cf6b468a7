"""The style sheet of the page."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #5f6368; --line: #d8dadd; --now: #ffe08a;
  --hit: #cfe8ff; --here: #ffb35c; --v0: #0b57d0; --v1: #a8400f; --v2: #17703a; --v3: #8430ce; --v4: #b3145a;
  --v5: #00696e; --v6: #6b5a00; --v7: #4f4f9e; }
@media screen and (prefers-color-scheme: dark) { :root {
  --paper: #17181a; --ink: #e8e8e8; --faint: #a3a8ae; --line: #3a3d41;
  --now: #6b5200; --hit: #123f66; --here: #8a4b00; --v0: #8ab4f8; --v1: #ffab7d; --v2: #7fd49b; --v3: #d7aefb;
  --v4: #ff9fc4; --v5: #7bd6da; --v6: #e2cf6b; --v7: #b9b9ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
header, main { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { position: sticky; top: 0; padding-block: .75rem; background: var(--paper);
  border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.15rem; overflow-wrap: anywhere; }
.facts, .legend { margin: 0; color: var(--faint); font-size: .85rem; }
audio { width: 100%; margin-top: .5rem; }
.tools { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin-top: .5rem; }
.tools input { flex: 1 1 10rem; min-width: 0; }
.tools input, .tools button { font: inherit; padding: .2rem .5rem; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .3rem; }
.tools output { min-width: 4.5rem; color: var(--faint); font-size: .85rem; }
section { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; padding: .6rem 0; scroll-margin-top: 12rem; }
section > div { overflow-wrap: anywhere; }
h2 { margin: 0; font-size: .95rem; line-height: 1.7; }
section p { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
.at { padding: 0; border: 0; background: none; color: var(--faint); font: inherit; font-size: .8rem; }
.seeks .at, .seeks [data-s] { cursor: pointer; }
.seeks .at:hover, .seeks .at:focus-visible, .seeks [data-s]:hover { text-decoration: underline; }
.v0 h2 { color: var(--v0); } .v1 h2 { color: var(--v1); } .v2 h2 { color: var(--v2); } .v3 h2 { color: var(--v3); }
.v4 h2 { color: var(--v4); } .v5 h2 { color: var(--v5); } .v6 h2 { color: var(--v6); } .v7 h2 { color: var(--v7); }
.c1 { text-decoration: underline dotted var(--faint); text-underline-offset: .2em; }
.c2 { text-decoration: underline wavy #d93025; text-underline-offset: .2em; }
.hit { background: var(--hit); } .here { background: var(--here); }
.now { background: var(--now); border-radius: .2rem; }
@media (max-width: 36rem) { section { grid-template-columns: 1fr; } section p { grid-column: 1; }
  section > div { display: flex; gap: .6rem; align-items: baseline; } }
@media print { :root { color-scheme: light; } header { position: static; } audio, .tools { display: none; }
  section { break-inside: avoid; padding: .3rem 0; } body { font-size: 10.5pt; }
  .now, .hit, .here { background: none; } }
"""
