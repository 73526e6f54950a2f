// Beside an answer: a card for each article with its quotes, and what was read and not quoted.

function sources(data, act) {
  const parts = [];
  if (data.cards.length) {
    parts.push({ key: "heading", data: counts(data), build: () => h("h3", { class: "label" }, counts(data)) });
    data.cards.forEach((card) => parts.push(sourceCard(card, act)));
  }
  if (data.read.length) parts.push({ key: "read", data: [data.read, !!data.notFound], build: () => alsoRead(data, act) });
  return parts;
}

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function counts(data) {
  const quotes = data.cards.reduce((sum, card) => sum + card.quotes.length, 0);
  return `${counted(quotes, "quote")} from ${counted(data.cards.length, "article")}, word for word`;
}

function sourceCard(card, act) {
  const { quotes, further, ...article } = card;
  const build = () => {
    const open = h("button", { class: "title", type: "button", dir: "auto", "aria-label": `Open the article “${card.title}”` }, card.title);
    open.addEventListener("click", () => act.open({ quote: card.key, from: open }));
    return h(
      "section",
      { class: "card", "aria-label": `Source: ${card.title}` },
      h("header", { class: "head" }, dateline(card), open, original(card, "original"), others(card), correction(card)),
      h("ol", { class: "quotes", "data-slot": "quotes" }),
      h("div", { "data-slot": "further" }),
    );
  };
  const fill = (node) => {
    patch(part(node, "quotes"), quotes.map((quote) => ({ key: `quote-${quote.number}`, data: quote, build: () => cardQuote(quote, card, act) })));
    patch(part(node, "further"), further.length ? [{ key: "further", data: further, build: () => furtherRead(further, act) }] : []);
  };
  return { key: `card-${card.key}`, data: article, build, fill };
}

// Who else published the same text.
const others = (item) => (item.others ? isolated("p", "others", item.others) : null);

// A correction that the article prints.
const correction = (card) => (card.correction ? isolated("p", "correction", `The article says of itself: ${card.correction}`) : null);

function cardQuote(quote, card, act) {
  const open = h("button", { class: "number", type: "button", "aria-label": `Quote ${quote.number}: open the article there` }, String(quote.number));
  open.addEventListener("click", () => act.open({ quote: quote.number, from: open }));
  const speech = { direct: "in direct speech", reported: "in reported speech" }[quote.speech];
  return h(
    "li",
    { class: "quote", "data-number": quote.number },
    open,
    h(
      "div",
      {},
      h(
        "blockquote",
        { class: "pull", cite: card.link, dir: "auto" },
        quote.before ? [h("span", { class: "context" }, quote.before), " "] : null,
        h("mark", {}, quote.text),
        quote.after ? [" ", h("span", { class: "context" }, quote.after)] : null,
      ),
      quote.speaker ? h("p", { class: "speaker" }, "— ", isolated("b", "", quote.speaker), speech ? `, ${speech}` : "") : null,
      quote.unnamed ? h("p", { class: "speaker" }, `— Speaking: ${quote.unnamed}${speech ? `, ${speech}` : ""}`) : null,
      quote.when ? h("p", { class: "when", dir: "auto" }, quote.when) : null,
    ),
  );
}

// How many further passages of a quoted article were read, and where they stand.
function furtherRead(further, act) {
  const items = further.map((each) => {
    const open = h("button", { class: "snippet", type: "button", dir: "auto" }, h("span", { class: "unseen", dir: "ltr" }, "Open the article at: "), each.snippet);
    open.addEventListener("click", () => act.open({ passage: each.passage, from: open }));
    return h("li", {}, open);
  });
  const were = further.length === 1 ? "was" : "were";
  return h("details", { class: "further" }, h("summary", {}, `${counted(further.length, "further passage")} of it ${were} read`), h("ol", {}, items));
}

function alsoRead(data, act) {
  const nearest = Boolean(data.notFound);
  const items = data.read.map((each) => {
    const open = h("button", { class: "title", type: "button", dir: "auto", "aria-label": `Open the article “${each.title}”` }, each.title);
    open.addEventListener("click", () => act.open({ passage: each.passage, from: open }));
    return h("li", {}, dateline(each), open, isolated("p", "snippet", each.snippet));
  });
  const label = nearest ? `Nearest passages (${items.length})` : `Read in other articles, not quoted (${items.length})`;
  return h("details", { class: "read", open: nearest }, h("summary", {}, label), h("ol", {}, items));
}

function mark(turn, number, scroll = true) {
  turn.marked = number;
  turn.querySelectorAll(".chip").forEach((chip) => chip.setAttribute("aria-pressed", String(Number(chip.dataset.number) === number)));
  turn.querySelectorAll(".quote").forEach((quote) => {
    const chosen = Number(quote.dataset.number) === number;
    if (chosen) quote.setAttribute("aria-current", "true");
    else quote.removeAttribute("aria-current");
    if (chosen && scroll) show(quote, "nearest");
  });
}

function openArticle(turn, data, { from, ...what }, send) {
  const sheet = part(turn, "sheet");
  if (sheet.open) {
    sheet.close();
    from = turn.sheetFrom;
  }
  opened = { from, turn };
  if (what.quote) mark(turn, what.quote);
  send("open", { turn: data.id, ...what });
}
