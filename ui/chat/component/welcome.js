// The first minute: what this is, what there is, and questions to begin with.

let offered = false; // whether an offered question was pressed and its turn is yet to come

function showWelcome(root, data, send) {
  const ask = (text) => {
    offered = true;
    send("ask", text);
  };
  const welcome = frame(root, "welcome", () => {
    readyToType();
    return h("div", { class: "welcome" }, h("div", { "data-slot": "all" }));
  });
  const build = () =>
    h(
      "div",
      {},
      h("h1", { class: "masthead" }, "Pullquote"),
      h("p", { class: "promise" }, "The quote is verified, the sentence is checked, and what no quote bears out is not said."),
      data.archive ? h("p", { class: "archive" }, data.archive) : null,
      data.questions.length
        ? [h("h2", { class: "offer" }, "Ask, for example"), h("ul", { class: "questions" }, data.questions.map((text) => h("li", {}, h("button", { type: "button", dir: "auto", on: { click: () => ask(text) } }, text))))]
        : data.note
          ? h("p", { class: "note" }, data.note)
          : null,
    );
  patch(part(welcome, "all"), [{ key: "welcome", data: [data.archive, data.questions, data.note], build }]);
}
