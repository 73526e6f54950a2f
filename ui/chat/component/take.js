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
      h("span", { class: "told", role: "status" }),
    );
  return { key: "take", data: data.copy, build };
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
