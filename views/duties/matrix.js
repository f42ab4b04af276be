// How many tasks each actor has at each stage; a number is a button that shows them.

export default function ({ data, parentElement, setTriggerValue }) {
  const most = Math.max(1, ...data.counts.flat());
  const table = make("table");
  table.setAttribute("aria-label", data.name);
  table.append(head(data));
  const body = make("tbody");
  data.actors.forEach((actor, at) => {
    const row = make("tr");
    row.append(scoped(actor, "row"));
    data.counts[at].forEach((count, on) => {
      const cell = make("td");
      if (count) cell.append(button(count, on));
      row.append(cell);
    });
    body.append(row);

    function button(count, on) {
      const one = make("button", String(count));
      const stage = data.stages[on];
      one.type = "button";
      one.style.setProperty("--share", `${Math.round(10 + (40 * count) / most)}%`);
      one.setAttribute("aria-label", `${actor}, ${stage}: ${count}`);
      one.setAttribute("aria-pressed", String(data.chosen === `${actor}|${stage}`));
      one.onclick = () => setTriggerValue("cell", [actor, stage]);
      return one;
    }
  });
  table.append(body);
  parentElement.querySelector(".matrix").replaceChildren(table);
}

function head(data) {
  const row = make("tr");
  row.append(scoped(data.corner, "col"), ...data.stages.map((stage) => scoped(stage, "col")));
  const head = make("thead");
  head.append(row);
  return head;
}

function scoped(text, scope) {
  const cell = make("th", text);
  cell.scope = scope;
  return cell;
}

function make(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
