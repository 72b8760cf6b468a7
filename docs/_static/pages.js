// Tables that are wider than the page become a record for each row, with the names of the columns beside the cells.
const mostColumns = matchMedia("(max-width: 46em)").matches ? 3 : 4;
for (const table of document.querySelectorAll("table.docutils")) {
  const labels = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
  if (labels.length > mostColumns) {
    table.classList.add("records");
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, position) => {
        cell.dataset.label = labels[position];
        cell.hidden = !cell.textContent.trim();
      });
    }
  }
}
