// A turn: the question, what was read out of it, what is being done, and the places of the rest.

function showTurn(root, data, send) {
  const turn = frame(root, "turn", () =>
    h(
      "article",
      { class: "turn" },
      data.first ? h("h1", { class: "unseen" }, "Questions and answers") : null,
      h("h2", { class: "question", "data-slot": "question", dir: "auto", tabindex: "-1" }),
      h("div", { "data-slot": "understood" }),
      h(
        "div",
        { class: "spread", "data-slot": "spread" },
        h(
          "div",
          { class: "answer" },
          h("div", { "data-slot": "above" }),
          h("div", { "data-slot": "said", class: "said", "aria-live": "polite", "aria-relevant": "additions" }),
          h("div", { "data-slot": "progress", class: "progress", role: "status" }),
          h("div", { "data-slot": "below", class: "below" }),
          h("div", { "data-slot": "open-sheet", class: "open-sheet" }),
          h("div", { "data-slot": "remarks", class: "remarks" }),
        ),
        h("aside", { class: "sources", "aria-label": "Sources of this answer", "data-slot": "sources" }),
      ),
      sheetOf(),
    ),
  );
  if (turn.stopping && data.progress) return; // nothing more is shown of what was stopped here
  turn.stopping = false;
  part(turn, "question").textContent = data.question;
  turn.setAttribute("aria-label", data.question);
  const leave = () => part(turn, "question").focus(); // before what was pressed goes away
  const act = {
    mark: (number, from) => (onPhone() ? openSheet(turn, from, number) : mark(turn, number)),
    open: (value) => openArticle(turn, data, value, send),
  };
  patch(part(turn, "understood"), understood(data, leave, send));
  patch(part(turn, "above"), above(data));
  patch(part(turn, "said"), data.groups.map((group, at) => said(group, at, data, act)));
  patch(part(turn, "progress"), progress(turn, data, leave, send));
  patch(part(turn, "below"), below(data, act));
  patch(part(turn, "open-sheet"), sheetButton(turn, data));
  patch(part(turn, "remarks"), remarks(data, leave, send));
  patch(part(turn, "sources"), sources(data, act));
  taken(turn, data.taken);
  turn.classList.toggle("last", Boolean(data.last));
  if (data.last && !turn.seen) requestAnimationFrame(() => show(turn, "start"));
  if (offered) leave(); // what was pressed has gone with the first questions
  offered = false;
  if (data.last && !turn.seen) requestAnimationFrame(() => readyToType());
  turn.seen = true;
  const answer = turn.querySelector(".answer");
  answer.classList.toggle("stays", answer.offsetHeight < 0.6 * innerHeight);
  if (turn.marked) mark(turn, turn.marked, false);
  part(turn, "spread").classList.toggle("alone", !data.cards.length && !data.read.length);
  part(turn, "sources").classList.toggle("sheeted", data.cards.length > 0);
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

// One of these; a count of articles leads to the library, which lists them, within the same chat.
function note(said) {
  const words = isolated(said.list ? "span" : "p", "", said.text);
  const chat = encodeURIComponent(new URLSearchParams(location.search).get("c") || "");
  return said.list ? h("p", {}, words, " ", h("a", { href: `${said.list}&c=${chat}`, target: "_top" }, "List them in the library")) : words;
}

// What stands above the answer, apart from it: that it may be none, or how many articles there are.
function above(data) {
  const notes = (key, texts, className) => {
    const build = () => h("div", { class: className, role: "note" }, texts.map(note));
    return texts.length ? [{ key, data: texts, build }] : [];
  };
  const since = data.since ? [{ text: data.since, list: "" }] : [];
  return [...notes("since", since, "above since"), ...notes("above", data.above, "above")];
}

function progress(turn, data, leave, send) {
  if (!data.progress) return [];
  const stop = () => {
    turn.stopping = true;
    patch(part(turn, "progress"), [{ key: "words", data: "", build: () => h("p", {}, "Stopped") }]);
    leave();
    send("stop", data.id);
  };
  return [
    { key: "words", data: data.progress, build: () => h("p", { class: "working" }, data.progress, h("span", { class: "dots", "aria-hidden": "true" })) },
    { key: "stop", data: data.id, build: () => h("button", { class: "plain", type: "button", on: { click: stop } }, "Stop") },
  ];
}
