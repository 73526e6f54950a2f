// The chats of this browser, in the side bar. A cookie of this server alone keeps which browser it is, so that the list is
// there after a reload.

function showChats(root, data, send) {
  document.cookie = `pullquote-${location.port}=${data.browser}; path=/; SameSite=Strict`;
  const chats = frame(root, "chats", () => h("nav", { class: "chats", "aria-label": "Chats of this browser" }, h("div", { "data-slot": "chats" })));
  const entry = (chat) =>
    h(
      "li",
      {},
      h(
        "button",
        { class: "chat", type: "button", "aria-current": chat.current ? "true" : null, on: { click: () => chat.current || send("chat", chat.id) } },
        isolated("span", "asked", chat.title),
        h("time", { datetime: chat.iso }, chat.time),
      ),
    );
  const build = () =>
    h("div", {}, h("h3", {}, "Chats"), h("ul", {}, data.chats.map(entry)), h("p", { class: "kept" }, "Kept until Pullquote is ended."));
  patch(part(chats, "chats"), data.chats.length ? [{ key: "chats", data: data.chats, build }] : []);
}
