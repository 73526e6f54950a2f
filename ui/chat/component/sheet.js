// On a phone the sources are a sheet over the lower part of the screen, opened from a chip or from the button below the
// answer, where a long way would have to be scrolled otherwise.

const onPhone = () => matchMedia("(max-width: 640px)").matches;

function sheetOf() {
  const close = h("button", { class: "plain", type: "button" }, "✕ Close");
  const sheet = h("dialog", { class: "sheet", "data-slot": "sheet", "aria-label": "Sources of this answer" }, h("div", { class: "grip" }, close));
  close.addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close()); // beside it, on the backdrop
  sheet.addEventListener("close", () => {
    const turn = sheet.closest(".turn");
    part(turn, "spread").append(part(turn, "sources"));
    turn.sheetFrom?.focus();
  });
  return sheet;
}

function openSheet(turn, from, number) {
  const sheet = part(turn, "sheet");
  turn.sheetFrom = from;
  sheet.append(part(turn, "sources"));
  sheet.showModal();
  if (number) mark(turn, number);
}

function sheetButton(turn, data) {
  if (!data.cards.length) return [];
  const build = () => {
    const button = h("button", { class: "plain", type: "button" }, `Show ${counts(data)}`);
    button.addEventListener("click", () => openSheet(turn, button));
    return button;
  };
  return [{ key: "sheet", data: counts(data), build }];
}
