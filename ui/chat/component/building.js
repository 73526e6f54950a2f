// Building and patching the document. Everything shown goes in as text nodes; the only attributes that take outside
// text are aria-label, cite and, for http and https alone, href.

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

// The field for a question takes the focus once it is there, unless the reader is at something else already.
function readyToType(looks = 300) {
  if (onPhone() || !looks) return; // a phone would show its keyboard
  const field = document.querySelector("[data-testid=stChatInputTextArea]");
  const at = document.activeElement;
  if (!field) requestAnimationFrame(() => readyToType(looks - 1));
  else if (at === document.body || at.tagName === "BUTTON") field.focus({ preventScroll: true });
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

const when = (item) => h("time", { datetime: item.iso, dir: "ltr" }, item.date);

function dateline(item) {
  return h(
    "p",
    { class: "dateline" },
    publisher(item),
    when(item),
  );
}
