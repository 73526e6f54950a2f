// The answer and its sources, an article with its quotes, and the first questions.
// Everything shown goes in as text nodes; the only attributes that take outside text are aria-label, cite and, for
// http and https alone, href. Parts are replaced only where their data changed, so focus and live regions survive.

let opener = null; // what was pressed to open the article; focus goes back to it

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pq");
  if (!root || !data) return;
  const send = (name, value) => setTriggerValue(name, value);
  const views = { turn: showTurn, article: showArticle, welcome: showWelcome };
  views[data.view](root, data, send);
}

// ---------------------------------------------------------------- building

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false || value === "") continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

// Make `parent` hold exactly `parts` ({key, data, build}); a part whose data is unchanged keeps its node.
function patch(parent, parts) {
  const old = new Map([...parent.children].map((node) => [node.dataset.part, node]));
  parts.forEach((part, at) => {
    const signature = JSON.stringify(part.data);
    let node = old.get(part.key);
    if (!node || node.signature !== signature) {
      const fresh = part.build();
      fresh.dataset.part = part.key;
      fresh.signature = signature;
      if (node) node.replaceWith(fresh);
      node = fresh;
    }
    if (part.fill) part.fill(node); // parts within the part
    old.delete(part.key);
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] || null);
  });
  old.forEach((node) => node.remove());
}

function frame(root, name, build) {
  if (root.dataset.view !== name) {
    root.replaceChildren(build());
    root.dataset.view = name;
  }
  return root.firstElementChild;
}

const part = (node, name) => node.querySelector(`[data-slot=${name}]`);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const show = (node, block) => node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });

function outOfSight(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return top < 80 || bottom > innerHeight - 120;
}

function original(item, className) {
  if (!/^https?:\/\//i.test(item.link || "")) return null;
  return h(
    "a",
    { class: className, href: item.link, target: "_blank", rel: "noopener noreferrer", dir: "ltr" },
    h("span", { class: "unseen" }, "Original at "),
    item.host,
    h("span", { "aria-hidden": "true" }, " ↗"),
    h("span", { class: "unseen" }, " (opens in a new tab)"),
  );
}

const publisher = (item) => isolated("span", item.known ? "publisher" : "publisher unknown", item.publisher);
const isolated = (tag, className, text) => h(tag, { class: className, dir: "auto" }, text);

function dateline(item) {
  return h(
    "p",
    { class: "dateline" },
    publisher(item),
    h("time", item.iso ? { datetime: item.iso } : {}, item.date),
  );
}

// ---------------------------------------------------------------- a turn

function showTurn(root, data, send) {
  const turn = frame(root, "turn", () =>
    h(
      "article",
      { class: "turn" },
      data.first ? h("h1", { class: "unseen" }, "Questions and answers") : null,
      h("h2", { class: "question", "data-slot": "question", dir: "auto", tabindex: "-1" }),
      h("div", { "data-slot": "understood" }),
      h("div", { "data-slot": "byline", class: "byline" }),
      h(
        "div",
        { class: "spread", "data-slot": "spread" },
        h(
          "div",
          { class: "answer" },
          h("div", { "data-slot": "said", class: "said", "aria-live": "polite", "aria-relevant": "additions" }),
          h("div", { "data-slot": "progress", class: "progress", role: "status" }),
          h("div", { "data-slot": "remarks" }),
        ),
        h("aside", { class: "sources", "aria-label": "Sources of this answer", "data-slot": "sources" }),
      ),
    ),
  );
  if (turn.stopping && data.progress) return; // nothing more is shown of what was stopped here
  turn.stopping = false;
  part(turn, "question").textContent = data.question;
  turn.setAttribute("aria-label", data.question);
  const act = { mark: (number) => mark(turn, number), open: (value) => openArticle(turn, data, value, send) };
  patch(part(turn, "understood"), understood(data, () => part(turn, "question").focus(), send));
  patch(part(turn, "byline"), byline(data));
  patch(part(turn, "said"), data.groups.map((group, at) => said(group, at, data, act)));
  patch(part(turn, "progress"), progress(turn, data, send));
  patch(part(turn, "remarks"), remarks(data, send));
  patch(part(turn, "sources"), sources(data, act));
  turn.classList.toggle("last", Boolean(data.last));
  if (data.last && !turn.seen) requestAnimationFrame(() => show(turn, "start"));
  turn.seen = true;
  const answer = turn.querySelector(".answer");
  answer.classList.toggle("stays", answer.offsetHeight < 0.6 * innerHeight);
  if (turn.marked) mark(turn, turn.marked, false);
  part(turn, "spread").classList.toggle("alone", !data.cards.length && !data.read.length);
}

// What was read out of the question to search by; pressing one asks again without it, and focus goes to the question.
function understood(data, leave, send) {
  if (!data.understood.length) return [];
  const filter = (words, at) => {
    const act = () => {
      leave();
      send("widen", at);
    };
    return h("li", {}, h("button", { class: "filter", type: "button", "aria-label": `Ask again without “${words}”`, on: { click: act } }, isolated("span", "", words), h("span", { "aria-hidden": "true" }, " ✕")));
  };
  const build = () => h("div", { class: "understood" }, h("span", {}, "Read from the question:"), h("ul", { "aria-label": "Filters read from the question" }, data.understood.map(filter)));
  return [{ key: "understood", data: data.understood, build }];
}

function byline({ byline, groups, notFound }) {
  if (!groups.length && !byline.searched) return [];
  const kinds = new Set(groups.map((group) => group.kind));
  const words = notFound
    ? ""
    : !kinds.has("written")
      ? "In the sources’ own words"
      : `Written by ${byline.writer}; every sentence checked against its quotes` +
        (kinds.has("quoted") ? ". Indented passages are the sources’ own words" : "");
  const rest = byline.stopped ? "Stopped; this is what had been said" : byline.searched ? `From ${byline.searched}` : "";
  const shown = notFound ? [] : [words, rest].filter(Boolean);
  return shown.length
    ? [{ key: "byline", data: shown, build: () => h("p", {}, shown.map((text, at) => [at ? " · " : null, isolated("span", "", text)])) }]
    : [];
}

function chips(numbers, data, act) {
  return numbers.map((number) => {
    const card = data.cards.find((each) => each.number === number);
    const from = card ? `: ${card.publisher}, ${card.date}` : "";
    const chip = h(
      "button",
      { class: "chip", type: "button", "data-number": number, "aria-pressed": "false", "aria-label": `Quote ${number}${from}` },
      String(number),
    );
    chip.addEventListener("click", () => {
      if (chip.getAttribute("aria-pressed") === "true") act.open({ quote: number, from: chip });
      else act.mark(number);
    });
    return chip;
  });
}

function said(group, at, data, act) {
  const quoted = group.kind === "quoted";
  const frame = () =>
    quoted
      ? h(
          "blockquote",
          { class: "quoted", cite: group.link },
          h("span", { class: "unseen" }, "Quoted: "),
          h("div", { "data-slot": "sentences" }),
          h("footer", {}, h("cite", {}, publisher(group)), h("time", {}, group.date)),
        )
      : h("p", { class: "written" }, h("span", { "data-slot": "sentences" }));
  const sentence = (each) =>
    h(
      quoted ? "p" : "span",
      { class: "sentence" },
      isolated("span", "words", each.text),
      h("span", { class: "chips" }, "\u2060", chips(each.quotes, data, act)),
      quoted ? null : " ",
    );
  const sentences = group.statements.map((each, index) => ({ key: String(index), data: each, build: () => sentence(each) }));
  return {
    key: `said-${at}`,
    data: [group.kind, group.publisher, group.date, group.link],
    build: frame,
    fill: (node) => patch(part(node, "sentences"), sentences),
  };
}

function progress(turn, data, send) {
  if (!data.progress) return [];
  const stop = () => {
    turn.stopping = true;
    patch(part(turn, "progress"), [{ key: "words", data: "", build: () => h("p", {}, "Stopped") }]);
    part(turn, "question").focus();
    send("stop", data.id);
  };
  return [
    { key: "words", data: data.progress, build: () => h("p", { class: "working" }, data.progress, h("span", { class: "dots", "aria-hidden": "true" })) },
    { key: "stop", data: data.id, build: () => h("button", { class: "plain", type: "button", on: { click: stop } }, "Stop") },
  ];
}

function remarks(data, send) {
  const again = () => h("button", { class: "plain", type: "button", on: { click: () => send("retry", data.id) } }, "Try again");
  const parts = [];
  if (data.failure) {
    parts.push({
      key: "failure",
      data: data.failure,
      build: () => h("div", { class: "failure", role: "alert" }, isolated("p", "strong", data.failure.message), isolated("p", "", data.failure.remedy), again()),
    });
  }
  if (data.stage === "stopped" && !data.groups.length) {
    parts.push({ key: "stopped", data: 1, build: () => h("div", { class: "stopped" }, h("p", {}, "Stopped before anything was said."), again()) });
  }
  if (data.notFound) parts.push({ key: "not-found", data: data.notFound, build: () => notFound(data.notFound) });
  if (data.notices.length) {
    parts.push({
      key: "notices",
      data: data.notices,
      build: () => h("ul", { class: "notices", "aria-label": "Notes on this answer" }, data.notices.map((text) => isolated("li", "", text))),
    });
  }
  return parts;
}

function notFound({ title, searched, absent, tries }) {
  return h(
    "div",
    { class: "not-found" },
    h("p", { class: "verdict" }, title),
    isolated("p", "", searched),
    absent.length ? h("p", {}, "In no article: ", absent.map((term, at) => [at ? ", " : null, isolated("b", "term", term)]), ".") : null,
    h("p", { class: "try" }, "What to try"),
    h("ul", {}, tries.map((text) => h("li", {}, text))),
  );
}

// ---------------------------------------------------------------- sources

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
  const open = h("button", { class: "title", type: "button", "aria-label": `Quote ${card.number}: open the article “${card.title}”` }, isolated("span", "", card.title));
  open.addEventListener("click", () => act.open({ quote: card.number, from: open }));
  const speech = { direct: "in direct speech", reported: "in reported speech" }[card.speech];
  return h(
    "section",
    { class: "card", "data-number": card.number, "aria-label": `Source ${card.number}` },
    h("div", { class: "head" }, h("span", { class: "number", "aria-hidden": "true" }, String(card.number)), dateline(card)),
    h(
      "blockquote",
      { class: "pull", cite: card.link },
      card.before ? isolated("span", "context", card.before) : null,
      card.before ? " " : null,
      isolated("mark", "", card.text),
      card.after ? " " : null,
      card.after ? isolated("span", "context", card.after) : null,
    ),
    card.speaker ? h("p", { class: "speaker" }, "— ", isolated("b", "", card.speaker), speech ? `, ${speech}` : "") : null,
    open,
    original(card, "original"),
  );
}

function alsoRead(data, act) {
  const nearest = Boolean(data.notFound);
  const items = data.read.map((each) => {
    const open = h("button", { class: "title", type: "button", "aria-label": `Open the article “${each.title}”` }, isolated("span", "", each.title));
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
  opener = from;
  if (what.quote) mark(turn, what.quote);
  send("open", { turn: data.id, ...what });
}

// ---------------------------------------------------------------- an article

function showArticle(root, data, send) {
  const close = () => {
    send("close", true);
    if (opener && opener.isConnected) opener.focus();
  };
  const pane = frame(root, "article", () => {
    const node = h("section", { class: "reader", tabindex: "-1", "aria-label": "Article" }, h("div", { class: "bar", "data-slot": "bar" }), h("div", { class: "page", "data-slot": "page", tabindex: "0", role: "region", "aria-label": "Text of the article" }));
    node.addEventListener("keydown", (event) => event.key === "Escape" && node.close());
    return node;
  });
  pane.close = close;
  patch(part(pane, "page"), [{ key: "page", data: [data.title, data.version, data.link, data.paragraphs], build: () => articlePage(data) }]);
  patch(part(pane, "bar"), [{ key: "bar", data: [data.nonce, data.all, data.here], build: () => readerBar(pane, data, send) }]);
  if (pane.dataset.nonce !== String(data.nonce)) {
    pane.dataset.nonce = String(data.nonce);
    pane.focus({ preventScroll: true });
    goTo(pane, data, data.current);
    const from = opener;
    setTimeout(() => from?.isConnected && outOfSight(from) && show(from, "center"), 80); // the chat has become narrower
  }
}

function readerBar(pane, data, send) {
  const step = (by) => {
    const at = data.all.indexOf(Number(pane.dataset.current)) + by;
    const next = data.all[(at + data.all.length) % data.all.length];
    if (data.here.includes(next)) goTo(pane, data, next);
    else send("open", { turn: data.turn, quote: next });
  };
  const button = (label, text, act) => h("button", { class: "plain", type: "button", "aria-label": label, on: { click: act } }, text);
  const quotes = data.all.length
    ? [
        h("span", { class: "place", role: "status", "data-slot": "place" }),
        data.all.length > 1 ? button("Previous quote", "↑ Previous", () => step(-1)) : null,
        data.all.length > 1 ? button("Next quote", "↓ Next", () => step(1)) : null,
      ]
    : [];
  const close = button("Close the article", "✕ Close", () => pane.close());
  return h("div", {}, h("div", { class: "controls" }, quotes.length ? quotes : h("span", { class: "place" }, "Article"), close), dateline(data));
}

function articlePage(data) {
  const segment = ({ text, quotes }) => {
    if (!quotes.length) return text;
    const cited = quotes.filter(Boolean);
    return h(
      "mark",
      { class: cited.length ? "cited" : "near", "data-quotes": quotes.join(" ") },
      text,
      cited.length ? h("sup", { "aria-hidden": "true" }, cited.join(" ")) : null,
    );
  };
  return h(
    "div",
    {},
    isolated("h2", "headline", data.title),
    data.author ? h("p", { class: "author" }, "By ", isolated("span", "", data.author)) : null,
    h("p", { class: "provenance" }, original(data, "original"), data.version > 1 ? h("span", {}, `Version ${data.version}`) : null),
    h("div", { class: "text" }, data.paragraphs.map((segments) => h("p", { dir: "auto" }, segments.map(segment)))),
  );
}

function goTo(pane, data, number) {
  pane.dataset.current = String(number);
  const marks = [...pane.querySelectorAll("mark")];
  marks.forEach((node) => node.classList.toggle("current", node.dataset.quotes.split(" ").includes(String(number))));
  const place = part(pane, "place");
  if (place) place.textContent = number ? `Quote ${number} of ${data.all.length}` : "Read, not quoted";
  const first = marks.find((node) => node.classList.contains("current"));
  if (first) requestAnimationFrame(() => show(first, "center"));
  else part(pane, "page").scrollTop = 0;
}

// ---------------------------------------------------------------- the first minute

function showWelcome(root, data, send) {
  const welcome = frame(root, "welcome", () => h("div", { class: "welcome" }, h("div", { "data-slot": "all" })));
  const build = () =>
    h(
      "div",
      {},
      h("h1", { class: "masthead" }, "Pullquote"),
      h("p", { class: "promise" }, "The quote is verified, the sentence is checked, and what no quote bears out is not said."),
      data.archive ? h("p", { class: "archive" }, data.archive) : null,
      data.questions.length
        ? [h("h2", { class: "offer" }, "Ask, for example"), h("ul", { class: "questions" }, data.questions.map((text) => h("li", {}, h("button", { type: "button", dir: "auto", on: { click: () => send("ask", text) } }, text))))]
        : data.note
          ? h("p", { class: "note" }, data.note)
          : null,
    );
  patch(part(welcome, "all"), [{ key: "welcome", data: [data.archive, data.questions, data.note], build }]);
}
