"""The style sheet of exported pages: any screen, light or dark, and A4 paper."""

STYLE = """
:root {
  color-scheme: light dark; --ink: #27202d; --soft: #4f4558; --paper: #fcf8f2; --card: #fff;
  --line: #c9bcb3; --strong: #452c63;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #f3edf5; --soft: #cfc5d6; --paper: #1c1820; --card: #28222e; --line: #5d5367;
    --strong: #d9c6ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 1rem; font: 1.125rem/1.55 system-ui, "Segoe UI", Roboto, Arial, sans-serif;
  color: var(--ink); background: var(--paper);
}
main, footer { max-width: 54rem; margin: 0 auto; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 1rem 0 0.25rem; font-size: 1.9rem; color: var(--strong); }
h2 {
  margin: 2.5rem 0 0.75rem; padding-top: 1rem; font-size: 1.35rem; color: var(--strong);
  border-top: 3px solid var(--strong);
}
h3 { margin: 1.5rem 0 0.4rem; font-size: 1.1rem; }
p { margin: 0 0 0.8rem; max-width: 42rem; }
.quiet, footer p { color: var(--soft); }
ul { margin: 0 0 0.8rem; padding-inline-start: 1.4rem; }
li { margin-bottom: 0.4rem; }
dl {
  margin: 0 0 1rem; padding: 0.4rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 0.6rem;
}
dl div { display: grid; grid-template-columns: minmax(8rem, 2fr) 3fr; gap: 0 1rem; padding: 0.35rem 0; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; }
table { width: 100%; margin: 0 0 1rem; table-layout: fixed; border-collapse: collapse; }
table { background: var(--card); }
th, td { padding: 0.5rem 0.6rem; text-align: start; vertical-align: top; border: 1px solid var(--line); }
thead th { font-size: 0.95rem; border-bottom: 3px solid var(--strong); }
tbody th { font-weight: 600; }
.guard { font-size: 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media screen and (max-width: 44rem) {
  dl div { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, tbody th, td { display: block; }
  table { background: none; }
  tr {
    margin-bottom: 1rem; background: var(--card); border: 1px solid var(--line);
    border-radius: 0.6rem; overflow: hidden;
  }
  tbody th, td { border: 0; }
  td { border-top: 1px solid var(--line); }
  tbody th::before, td::before {
    content: attr(data-column); display: block; font-size: 0.9rem; font-weight: 400;
    color: var(--soft);
  }
  td:not(:has(span:not(:empty))) { display: none; }
}
@page { size: A4; margin: 16mm; }
@media print {
  :root {
    color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --card: #fff; --line: #888;
    --strong: #000;
  }
  body { padding: 0; font-size: 11pt; }
  main, footer, p { max-width: none; }
  h1, h2, h3 { break-after: avoid; }
  .page { break-before: page; }
  tr, dl, li { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
