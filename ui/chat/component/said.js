// What is said: sentences with their chips, what is also in the sources, and remarks on both.

function chips(numbers, data, act) {
  return numbers.map((number) => {
    const card = data.cards.find((each) => each.quotes.some((quote) => quote.number === number));
    const from = card ? `: ${card.publisher}, ${card.date}` : "";
    const chip = h(
      "button",
      { class: "chip", type: "button", "data-number": number, "aria-pressed": "false", "aria-label": `Quote ${number}${from}` },
      String(number),
    );
    chip.addEventListener("click", () => {
      if (chip.getAttribute("aria-pressed") === "true" && !onPhone()) act.open({ quote: number, from: chip });
      else act.mark(number, chip);
    });
    return chip;
  });
}

// Sentences that a model wrote, as one text; or the sources' own, set as a quotation with who published it.
function said(group, at, data, act) {
  const quoted = group.kind === "quoted";
  const frame = () =>
    quoted
      ? h(
          "blockquote",
          { class: "quoted", cite: group.link, dir: "auto" },
          h("span", { class: "unseen", dir: "ltr" }, "Quoted: "),
          h("div", { "data-slot": "sentences" }),
          h("footer", {}, h("cite", {}, group.known ? publisher(group) : isolated("span", "", group.title)), ", ", when(group)),
        )
      : h("p", { class: "written", dir: "auto" }, h("span", { "data-slot": "sentences" }));
  const sentence = (each) =>
    h(
      quoted ? "p" : "span",
      { class: "sentence" },
      h("span", { class: "words" }, each.text), // its direction is the block's, so that chips stand at its end
      h("span", { class: "chips" }, "\u2060", chips(each.quotes, data, act)),
      quoted ? null : " ",
    );
  const sentences = group.statements.map((each, index) => ({ key: String(index), data: each, build: () => sentence(each) }));
  return {
    key: `said-${at}`,
    data: [group.kind, group.publisher, group.title, group.date, group.link],
    build: frame,
    fill: (node) => patch(part(node, "sentences"), sentences),
  };
}

// Below a model's prose: what nothing was found on, and quotes whose sentences are not shown, each by itself.
function below(data, act) {
  const parts = [];
  if (data.missing) {
    parts.push({ key: "missing", data: data.missing, build: () => h("p", { class: "missing" }, h("b", {}, "Nothing found on: "), isolated("span", "", data.missing), ".") });
  }
  if (data.also.length) {
    parts.push({ key: "also", data: "also", build: () => h("h3", { class: "label" }, "Also in the sources") });
    data.also.forEach((group, at) => parts.push({ ...said(group, at, data, act), key: `also-${at}` }));
  }
  return parts;
}

function remarks(data, leave, send) {
  const retry = () => {
    leave();
    send("retry", data.id);
  };
  const again = (label) => h("button", { class: "plain", type: "button", on: { click: retry } }, label);
  const parts = [];
  if (data.failure) {
    parts.push({
      key: "failure",
      data: data.failure,
      build: () => h("div", { class: "failure", role: "alert" }, isolated("p", "strong", data.failure.message), isolated("p", "", data.failure.remedy), again("Try again")),
    });
  }
  if (data.stage === "stopped" && !data.groups.length) {
    parts.push({ key: "stopped", data: 1, build: () => h("div", { class: "stopped" }, h("p", {}, "Stopped before anything was said."), again("Try again")) });
  }
  if (data.notFound) parts.push({ key: "not-found", data: data.notFound, build: () => notFound(data.notFound) });
  if (data.notices.length) {
    parts.push({
      key: "notices",
      data: data.notices,
      build: () => h("ul", { class: "notices", "aria-label": "Notes on this answer" }, data.notices.map((text) => isolated("li", "", text))),
    });
  }
  if (data.exam) parts.push(exam(data.exam, again, leave, send));
  if (data.byline.length) parts.push({ key: "byline", data: data.byline, build: () => h("p", { class: "byline" }, data.byline.map((text, at) => [at ? " " : null, isolated("span", "", text)])) });
  if (data.copy) parts.push(take(data, send));
  if (data.checked) parts.push(checked(data.checked));
  return parts;
}

// The exam of the model that is to write: what it takes, how far it is, and what came of it.
function exam({ model, state, words, done, total, action }, again, leave, send) {
  const press = (what, label) => {
    const act = () => {
      leave();
      send("exam", what);
    };
    return h("button", { class: "plain", type: "button", on: { click: act } }, label);
  };
  const buttons = {
    stop: () => press("stop", "Stop the exam"),
    begin: () => press("begin", "Begin the exam again"),
    again: () => again(`Answer again with ${model}`),
  };
  return {
    key: "exam",
    data: [state, words],
    build: () => h("div", { class: "exam" }, isolated("p", "words", words), h("div", { class: "row" }, h("span", { class: "row", "data-slot": "meter" }), action ? buttons[action]() : null)),
    fill: (node) => {
      const meter = () => h("span", { class: "row" }, h("progress", { value: done, max: total, "aria-label": "How much of the exam is done" }), `${done} of ${total}`);
      patch(part(node, "meter"), state === "running" && total ? [{ key: "meter", data: done, build: meter }] : []);
    },
  };
}

function notFound({ title, searched, absent, tries }) {
  return h(
    "div",
    { class: "not-found" },
    h("p", { class: "verdict" }, title),
    searched ? isolated("p", "", searched) : null,
    absent.length ? h("p", {}, "In no article: ", absent.map((term, at) => [at ? ", " : null, isolated("b", "term", term)]), ".") : null,
    tries.length ? [h("p", { class: "try" }, "What to try"), h("ul", {}, tries.map((text) => h("li", {}, text)))] : null,
  );
}
