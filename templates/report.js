/* Filters, search, keys, views and copying for a report that is complete without them. Words of the law are only
   ever read as text: nothing here builds markup. */
(() => {
  "use strict";
  const root = document.documentElement;
  const tools = document.querySelector(".tools");
  const units = [...document.querySelectorAll(".change, .division, .one")];
  const changes = units.filter((unit) => unit.matches(".change"));
  const folds = [...document.querySelectorAll(".fold")];
  const said = document.getElementById("said");
  const keys = document.getElementById("keys");
  const search = document.getElementById("find");
  const [kind, way, theme] = ["by-kind", "by-way", "by-theme"].map((id) => document.getElementById(id));
  const fields = [search, kind, way, theme];
  const words = new Map();
  let selected = null;

  const wordsOf = (unit) => {
    if (!words.has(unit)) words.set(unit, unit.textContent.toLowerCase().replace(/\s+/g, " "));
    return words.get(unit);
  };
  const has = (unit, name, value) => !value || (unit.dataset[name] || "").split(" ").includes(value);
  const fits = (unit, wanted) => {
    if (!has(unit, "kinds", kind.value)) return false;
    if ((way.value || theme.value) && ![...unit.querySelectorAll(".comments > li[data-way]")].some(
      (one) => has(one, "way", way.value) && has(one, "theme", theme.value))) return false;
    return wanted.every((word) => wordsOf(unit).includes(word));
  };

  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = wanted.length > 0 || [kind, way, theme].some((field) => field.value);
    let shown = 0, all = 0;
    for (const unit of units) {
      const fit = !active || fits(unit, wanted);
      unit.hidden = !fit;
      if (unit.matches(".division")) continue;
      all += 1;
      shown += fit ? 1 : 0;
    }
    for (const fold of folds) {
      fold.hidden = !fold.querySelector(".one:not([hidden])");
      if (active && !fold.hidden && fold.dataset.was === undefined) fold.dataset.was = fold.open ? "1" : "";
      if (active && !fold.hidden) fold.open = true;
      if (!active && fold.dataset.was !== undefined) { fold.open = fold.dataset.was === "1"; delete fold.dataset.was; }
    }
    document.getElementById("clear").hidden = !active;
    said.textContent = active ? tools.dataset.shown.replace("{shown}", shown).replace("{all}", all) : "";
  };
  const clear = () => { for (const field of fields) field.value = ""; filter(); };

  const select = (unit) => {
    if (selected) selected.classList.remove("selected");
    selected = unit;
    if (unit) unit.classList.add("selected");
  };
  const unitOf = (node) => node && node.closest ? node.closest(".change, .one, .division") : null;
  const reach = (id) => {
    const target = id && document.getElementById(id);
    const unit = unitOf(target);
    if (!unit) return;
    if (unit.hidden) clear();
    const fold = unit.closest(".fold");
    if (fold) fold.open = true;
    select(unit);
    target.scrollIntoView();
  };
  const step = (by) => {
    const open = changes.filter((change) => !change.hidden);
    if (!open.length) return;
    const middle = root.clientHeight / 3;
    let at = open.indexOf(selected);
    if (at < 0) {
      const below = open.findIndex((change) => change.getBoundingClientRect().top > (by > 0 ? 0 : middle));
      at = by > 0 ? (below < 0 ? open.length - 1 : below) : (below < 0 ? open.length : below) - 1;
    } else at += by;
    if (at < 0 || at >= open.length) return;
    location.replace("#" + open[at].id);
    reach(open[at].id);
    const title = document.getElementById(open[at].id + "t");
    if (title) title.focus({ preventScroll: true });
  };
  const view = (inline) => {
    root.classList.toggle("inline", inline);
    document.getElementById("view").setAttribute("aria-pressed", String(inline));
    if (selected) selected.scrollIntoView();
  };

  const lineOf = (paragraph) => {
    const copy = paragraph.cloneNode(true);
    for (const mark of copy.querySelectorAll("sup")) mark.remove();
    return copy.textContent.trim();
  };
  const sideOf = (unit, side) => {
    const other = side === "o" ? "ins" : "del";
    const columns = [...unit.querySelectorAll(".law .row > ." + side)];
    const from = columns.length ? columns : [...unit.querySelectorAll(".law")];
    return from.flatMap((part) => [...part.querySelectorAll("p")]).map((paragraph) => {
      const copy = paragraph.cloneNode(true);
      for (const mark of copy.querySelectorAll(other)) mark.remove();
      return lineOf(copy);
    }).filter(Boolean).join("\n");
  };
  const byHand = (text) => {
    const area = document.createElement("textarea");
    area.className = "away";
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (side) => {
    const unit = selected || changes.find((change) => !change.hidden && change.getBoundingClientRect().bottom > 0);
    const text = unit ? sideOf(unit, side) : "";
    if (!text) { said.textContent = tools.dataset.nothing; return; }
    select(unit);
    let done = false;
    try { await navigator.clipboard.writeText(text); done = true; } catch { done = byHand(text); }
    const name = unit.dataset.name || "";
    said.textContent = (done ? tools.dataset.copied : tools.dataset.failed).replace("{reference}", () => name);
  };

  for (const field of fields) field.addEventListener("input", filter);
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("clear", () => { clear(); search.focus(); });
  on("next", () => step(1));
  on("previous", () => step(-1));
  on("view", () => view(!root.classList.contains("inline")));
  on("copy-old", () => copy("o"));
  on("copy-new", () => copy("n"));
  document.addEventListener("click", (event) => {
    const unit = event.target.closest && !event.target.closest("a, button") && unitOf(event.target);
    if (unit) select(unit);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && fields.includes(event.target)) { clear(); event.target.blur(); return; }
    if (!keys.checked || event.target.matches("[type=search], select, textarea")) return;
    const act = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
      v: () => view(!root.classList.contains("inline")), "/": () => search.focus() }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  addEventListener("hashchange", () => reach(location.hash.slice(1)));

  root.classList.add("scripted");
  for (const part of [tools, document.querySelector(".keys")]) part.hidden = false;
  if (location.hash) reach(location.hash.slice(1));
})();
