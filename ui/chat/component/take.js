// An answer to take away: copied as text, or as a file that is made when it is asked for.

function take(data, send) {
  const button = (label, act, title) => {
    const node = h("button", { class: "quiet", type: "button", "aria-label": title }, label);
    node.addEventListener("click", () => act(node));
    return node;
  };
  const copy = (node) =>
    navigator.clipboard.writeText(data.copy).then(
      () => tell(node, "Copied"),
      () => tell(node, "Not allowed to copy"),
    );
  const file = (kind) => () => send("take", kind);
  const build = () =>
    h(
      "p",
      { class: "take" },
      button("Copy", copy, "Copy this answer as text"),
      button("Markdown", file("md"), "Download this answer as Markdown"),
      button("Text", file("txt"), "Download this answer as text"),
      button("JSON", file("json"), "Download this answer as JSON"),
      data.cards.length ? button("Check", () => send("check", data.id), "Check whether the quotes of this answer still stand") : null,
      h("span", { class: "told", role: "status" }),
    );
  return { key: "take", data: [data.copy, data.cards.length > 0], build };
}

// What has become of each quote since: that it stands, or the words that are gone and new.
function checked(rows) {
  const changed = ([fate, words]) => [h({ gone: "del", new: "ins", kept: "span" }[fate], {}, words), " "];
  const row = (each) =>
    h(
      "li",
      { class: each.stands ? "stands" : "fallen" },
      h("span", { class: "mark" }, `[${each.number}] `),
      h("b", {}, each.outcome),
      each.version ? ` (version ${each.version})` : null,
      each.difference.length ? h("p", { class: "difference", dir: "auto" }, each.difference.map(changed)) : null,
      correction(each),
    );
  const good = rows.every((each) => each.stands);
  const words = good ? "Every quote still stands." : "Not every quote still stands.";
  const build = () => h("div", { class: "checked", role: "status", "aria-label": "Check of the quotes" }, h("p", { class: "strong" }, words), h("ol", {}, rows.map(row)));
  return { key: "checked", data: rows, build };
}

function tell(node, words) {
  node.parentElement.querySelector(".told").textContent = words;
}

// A file that the server has made of an answer, once for each time that it was asked for.
function taken(turn, file) {
  if (!file || turn.dataset.taken === String(file.nonce)) return;
  turn.dataset.taken = String(file.nonce);
  const address = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  h("a", { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
