/* The search box of every page and the search itself: the site is complete without them. What is found is only ever
   read as text: nothing here builds markup from it. */
(() => {
  "use strict";
  const mount = document.querySelector(".find");
  const seek = document.getElementById("seek");
  const FIRST = 50, LINES = 6; // changes shown, and places of each: what one can look through
  const make = (name, parts = {}, ...children) => {
    const node = Object.assign(document.createElement(name), parts);
    node.append(...children);
    return node;
  };

  const box = make("input", { type: "search", id: "q", autocomplete: "off", placeholder: mount.dataset.hint });
  box.setAttribute("aria-label", mount.dataset.name);
  mount.append(box);
  mount.hidden = false;
  if (!seek) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !box.value.trim()) return;
      location.assign(mount.dataset.page + "?q=" + encodeURIComponent(box.value.trim()));
    });
    return;
  }

  const index = JSON.parse(document.getElementById("index").textContent);
  const count = document.getElementById("count");
  const hits = document.getElementById("hits");
  const everything = document.getElementById("all");
  for (const change of index.changes) {
    change.low = [change.title, change.day, change.verdict].join("\n").toLowerCase();
    change.lines = change.found.map(([way, where, sentence, anchor]) => ({
      way, where, sentence, anchor, low: [way, where, sentence].join("\n").toLowerCase(),
    }));
  }
  // words of the query are marked where they stand; the rest is plain text
  const marked = (text, words) => {
    const low = text.toLowerCase();
    const out = [];
    for (let at = 0; at < text.length;) {
      let best = -1, length = 0;
      for (const word of words) {
        const place = low.indexOf(word, at);
        if (place >= 0 && (best < 0 || place < best || (place === best && word.length > length))) {
          best = place;
          length = word.length;
        }
      }
      if (best < 0) { out.push(text.slice(at)); break; }
      if (best > at) out.push(text.slice(at, best));
      out.push(make("mark", {}, text.slice(best, best + length)));
      at = best + length;
    }
    return out;
  };
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const look = (change, words) => {
    const own = words.filter((word) => change.low.includes(word));
    const rest = words.filter((word) => !own.includes(word));
    const lines = change.lines.filter((line) => words.every((word) => line.low.includes(word) || own.includes(word)) &&
      (rest.length > 0 || words.some((word) => line.low.includes(word))));
    return lines.length > 0 || rest.length === 0 ? lines : null;
  };
  const entry = (change, lines, words) => {
    const title = make("a", { href: change.page }, ...marked(change.title, words));
    if (change.lang) title.lang = change.lang;
    const list = make("ul", {}, ...lines.slice(0, LINES).map((line) => make("li", {},
      make("span", { className: "way" }, line.way), " ",
      make("a", { className: "where", href: change.page + "#" + line.anchor }, line.where || change.title),
      make("p", {}, ...marked(line.sentence, words)))));
    if (lines.length > LINES) {
      list.append(make("li", { className: "soft" }, fill(seek.dataset.places, { count: lines.length - LINES })));
    }
    const time = make("time", { dateTime: change.day }, change.day);
    const head = make("h3", {}, title);
    return make("li", {}, time, make("div", {}, head, make("p", {}, ...marked(change.verdict, words)), list));
  };
  const run = () => {
    const said = box.value.trim();
    const words = [...new Set(said.toLowerCase().split(/\s+/).filter(Boolean))];
    everything.hidden = words.length > 0;
    hits.replaceChildren();
    count.textContent = "";
    if (!words.length) return;
    const found = index.changes.map((change) => [change, look(change, words)]).filter(([, lines]) => lines);
    for (const [change, lines] of found.slice(0, FIRST)) hits.append(entry(change, lines, words));
    const places = found.reduce((sum, [, lines]) => sum + Math.max(1, lines.length), 0);
    count.textContent = found.length
      ? fill(seek.dataset.found, { places, changes: found.length }) : fill(seek.dataset.nothing, { words: said });
    if (found.length > FIRST) count.textContent += " " + fill(seek.dataset.changes, { count: FIRST });
  };

  seek.hidden = false;
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", run);
  box.addEventListener("search", run);
  run();
  if (!location.hash) box.focus();
})();
