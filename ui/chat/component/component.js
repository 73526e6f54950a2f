// What Streamlit mounts: it draws whichever view the data are of. Streamlit takes one script from a component that is no
// package of its own, so component.py joins the scripts of this folder; they share one scope.

export default function ({ data: [data, since], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pq");
  if (!root || !data || since < root.since) return; // see component.py
  root.since = since;
  const send = (name, value) => setTriggerValue(name, value);
  const views = { turn: showTurn, article: showArticle, welcome: showWelcome, chats: showChats };
  views[data.view](root, data, send);
}
