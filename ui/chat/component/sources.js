// The quotes beside an answer, and what was read and not quoted.

function sources(data, act) {
  const parts = [];
  if (data.cards.length) {
    parts.push({ key: "heading", data: data.cards.length, build: () => h("h3", {}, `${data.cards.length === 1 ? "1 quote" : `${data.cards.length} quotes`}, word for word`) });
    data.cards.forEach((card) => parts.push({ key: `card-${card.number}`, data: card, build: () => sourceCard(card, act) }));
  }
  if (data.read.length) parts.push({ key: "read", data: [data.read, !!data.notFound], build: () => alsoRead(data, act) });
  return parts;
}

function sourceCard(card, act) {
  const open = h("button", { class: "title", type: "button", dir: "auto", "aria-label": `Quote ${card.number}: open the article “${card.title}”` }, card.title);
  open.addEventListener("click", () => act.open({ quote: card.number, from: open }));
  const speech = { direct: "in direct speech", reported: "in reported speech" }[card.speech];
  return h(
    "section",
    { class: "card", "data-number": card.number, "aria-label": `Source ${card.number}` },
    h("div", { class: "head" }, h("span", { class: "number", "aria-hidden": "true" }, String(card.number)), dateline(card)),
    h(
      "blockquote",
      { class: "pull", cite: card.link, dir: "auto" },
      card.before ? h("span", { class: "context" }, card.before) : null,
      card.before ? " " : null,
      h("mark", {}, card.text),
      card.after ? " " : null,
      card.after ? h("span", { class: "context" }, card.after) : null,
    ),
    card.speaker ? h("p", { class: "speaker" }, "— ", isolated("b", "", card.speaker), speech ? `, ${speech}` : "") : null,
    card.unnamed ? h("p", { class: "speaker" }, `— Speaking: ${card.unnamed}${speech ? `, ${speech}` : ""}`) : null,
    card.when ? h("p", { class: "when", dir: "auto" }, card.when) : null,
    card.correction ? h("p", { class: "correction", dir: "auto" }, `The article says of itself: ${card.correction}`) : null,
    open,
    original(card, "original"),
  );
}

function alsoRead(data, act) {
  const nearest = Boolean(data.notFound);
  const items = data.read.map((each) => {
    const open = h("button", { class: "title", type: "button", dir: "auto", "aria-label": `Open the article “${each.title}”` }, each.title);
    open.addEventListener("click", () => act.open({ passage: each.passage, from: open }));
    return h("li", {}, dateline(each), open, isolated("p", "snippet", each.snippet));
  });
  const label = nearest ? `Nearest passages (${items.length})` : `Also read, not quoted (${items.length})`;
  return h("details", { class: "read", open: nearest }, h("summary", {}, label), h("ol", {}, items));
}

function mark(turn, number, scroll = true) {
  turn.marked = number;
  turn.querySelectorAll(".chip").forEach((chip) => chip.setAttribute("aria-pressed", String(Number(chip.dataset.number) === number)));
  turn.querySelectorAll(".card").forEach((card) => {
    const chosen = Number(card.dataset.number) === number;
    if (chosen) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
    if (chosen && scroll) show(card, "nearest");
  });
}

function openArticle(turn, data, { from, ...what }, send) {
  opened = { from, turn };
  if (what.quote) mark(turn, what.quote);
  send("open", { turn: data.id, ...what });
}
