// What is said: sentences with their chips, and remarks where there is nothing to say or something to add.

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
          { class: "quoted", cite: group.link, dir: "auto" },
          h("span", { class: "unseen", dir: "ltr" }, "Quoted: "),
          h("div", { "data-slot": "sentences" }),
          h("footer", {}, h("cite", {}, publisher(group)), ", ", when(group)),
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
    data: [group.kind, group.publisher, group.date, group.link],
    build: frame,
    fill: (node) => patch(part(node, "sentences"), sentences),
  };
}

function remarks(data, leave, send) {
  const retry = () => {
    leave();
    send("retry", data.id);
  };
  const again = () => h("button", { class: "plain", type: "button", on: { click: retry } }, "Try again");
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
