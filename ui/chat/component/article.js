// An article with its quotes, beside the chat.

let opened = {}; // the article: what was pressed to open it, and in which turn

const TABLE = '[data-testid="stDataFrame"] canvas[tabindex]'; // a title that is pressed in it takes no focus

function showArticle(root, data, send) {
  const pane = frame(root, "article", () => {
    const page = h("div", { class: "page", "data-slot": "page", tabindex: "0", role: "region", "aria-label": "Text of the article" });
    const node = h("section", { class: "reader", tabindex: "-1", "aria-label": "Article" }, h("div", { class: "bar", "data-slot": "bar" }), page);
    document.addEventListener("keydown", function escape(event) {
      if (!node.isConnected) document.removeEventListener("keydown", escape);
      else if (event.key === "Escape" && document.activeElement.contains(node.getRootNode().host)) close(node);
    });
    return node;
  });
  const fresh = pane.dataset.nonce !== String(data.nonce);
  Object.assign(pane, { data, send });
  patch(part(pane, "page"), [{ key: "page", data: [data.title, data.version, data.changed, data.others, data.link, data.paragraphs], build: () => articlePage(data) }]);
  patch(part(pane, "bar"), [
    { key: "controls", data: data.all, build: () => controls(pane) },
    { key: "dateline", data: [data.publisher, data.date], build: () => dateline(data) },
  ]);
  if (!fresh) return;
  delete place(pane)?.dataset.closing;
  pane.dataset.nonce = String(data.nonce);
  if (!opened.from?.isConnected) opened = { from: document.activeElement };
  if (!pane.matches(":focus-within")) pane.focus({ preventScroll: true });
  goTo(pane, data.current);
}

function close(pane) {
  pane.send("close", true);
  place(pane)?.setAttribute("data-closing", ""); // what it covered can take the focus again
  const from = opened.from?.isConnected && opened.from !== document.body ? opened.from : null;
  (from || (opened.turn ? part(opened.turn, "question") : document.querySelector(TABLE)))?.focus();
  opened = {};
}

const place = (pane) => pane.getRootNode().host?.closest(".st-key-reader");

function controls(pane) {
  const { all } = pane.data;
  const step = (by) => {
    const next = all[(all.indexOf(Number(pane.dataset.current)) + by + all.length) % all.length];
    if (pane.data.here.includes(next)) goTo(pane, next);
    else pane.send("open", { turn: pane.data.turn, quote: next });
  };
  const button = (label, text, act) => h("button", { class: "plain", type: "button", "aria-label": label, on: { click: act } }, text);
  return h(
    "div",
    { class: "controls" },
    h("span", { class: "place", role: "status", "data-slot": "place" }),
    all.length > 1 ? [button("Previous quote", "↑ Previous", () => step(-1)), button("Next quote", "↓ Next", () => step(1))] : null,
    button("Close the article", "✕ Close", () => close(pane)),
  );
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
    others(data),
    h("p", { class: "provenance" }, original(data, "original"), data.version > 1 || data.changed ? h("span", {}, `Version ${data.version}`) : null),
    h("div", { class: "text" }, data.paragraphs.map((segments) => h("p", { dir: "auto" }, segments.map(segment)))),
  );
}

function goTo(pane, number) {
  pane.dataset.current = String(number);
  const marks = [...pane.querySelectorAll("mark")];
  marks.forEach((node) => node.classList.toggle("current", node.dataset.quotes.split(" ").includes(String(number))));
  const { all, turn } = pane.data;
  part(pane, "place").textContent = number ? `Quote ${number} of ${all.length}` : turn ? "Read, not quoted" : "Article";
  const first = marks.find((node) => node.classList.contains("current"));
  if (first) requestAnimationFrame(() => show(first, "center"));
  else part(pane, "page").scrollTop = 0;
  setTimeout(() => keepInSight(number), 80); // until the chat has become narrower
}

// Beside the article, its quote is marked in the answer too; that sentence, or else what was pressed, stays in sight.
function keepInSight(number) {
  const { from, turn } = opened;
  if (!turn?.isConnected) return;
  if (number) mark(turn, number, false);
  const node = turn.querySelector(`.chip[data-number="${number}"]`)?.closest(".sentence") || from;
  if (node.isConnected && outOfSight(node)) show(node, "center");
}
