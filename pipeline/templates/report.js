"use strict";
// Filters and collects decisions; everything can be read without it. Decisions stay in this browser, under the digest of
// the build, until they are downloaded as rows of the ledger.
(() => {
const $ = id => document.getElementById(id), root = document.documentElement;
const PREFIX = "reconcile:decisions:", BUILD = document.body.dataset.build, KEY = PREFIX + BUILD;
const COLUMNS = ["claim_a", "claim_b", "verdict", "seen_a", "seen_b", "value", "reviewer", "decided_on", "note"];
const cards = [...document.querySelectorAll("article")], form = document.querySelector("form.filter");
let made = [], notes = {}, pending = "", here = null;

// ---- storage: a page opened from a disk or in a private window may have none
function load(key) { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } }
function keep() {
  try {
    if (made.length) localStorage.setItem(KEY, JSON.stringify({ made, notes })); else localStorage.removeItem(KEY);
  } catch { /* decisions then live as long as the page */ }
}
function olderBuilds() {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX) && key !== KEY && (load(key).made || []).some(a => !a.saved)) found.push(key);
    }
  } catch { /* no storage, no older builds */ }
  return found.sort();
}

// ---- what a card holds
const sides = card => [...card.querySelectorAll(".side")].map(side => ({
  n: +side.dataset.n, label: side.dataset.label,
  claims: [...side.querySelectorAll(".said")].map(s => ({ id: s.dataset.c, seen: s.dataset.seen })) }));
const row = (verdict, a, b, value = "") => [a.id, b ? b.id : "", verdict, a.seen, b ? b.seen : "", value];
const cross = (left, right, verdict) => left.flatMap(a => right.map(b => row(verdict, a, b)));
const question = card => (card.querySelector("h3") || card).textContent;

function choices(card) {
  const all = sides(card), kind = card.dataset.kind, list = [];
  const add = (key, name, label, n = 0) => list.push({ key, name, label, n });
  if (["conflict", "updated", "vague"].includes(kind)) {
    if (all.length > 1) for (const s of all.slice(0, 9)) add("" + s.n, "take", "Take " + s.label, s.n);
    add("b", "both", all.length > 2 ? "Keep all" : "Keep both");
    if (all.length > 1) add("n", "different", "Not the same fact");
  } else if (kind === "proposal") { add("y", "same", "Same fact"); add("n", "different", "Not the same fact"); }
  else if (kind === "different_scope") { add("n", "different", "Right, not the same fact"); add("y", "same", "The same fact"); }
  else add("b", "both", "Leave as printed");
  for (const s of all.slice(0, 9)) {
    add("x" + s.n, "misread", "Misread", s.n);
    add("e" + s.n, "reads", "Reads as…", s.n);
    if (all.length > 2 && kind !== "arithmetic" && kind !== "calendar") add("o" + s.n, "apart", "Other fact", s.n);
  }
  if (card.dataset.state === "stale") add("c", "confirm", "Still right");
  if (card.dataset.rulings) add("r", "reopen", "Open again");
  add("m", "note", "Note…");
  return list;
}

function rows(card, name, n, value) {
  const all = sides(card), [first, ...rest] = all, it = all.find(s => s.n === n), others = all.filter(s => s.n !== n);
  switch (name) {
    case "take": return others.map(s => row("prefer_a", it.claims[0], s.claims[0]));
    case "both": return rest.length ? rest.map(s => row("both_hold", first.claims[0], s.claims[0])) : [row("both_hold", first.claims[0])];
    case "same": return rest.map(s => row("same", first.claims[0], s.claims[0]));
    case "different": return all.flatMap((s, i) => all.slice(i + 1).flatMap(t => cross(s.claims, t.claims, "different")));
    case "apart": return others.flatMap(s => cross(it.claims, s.claims, "different"));
    case "misread": return it.claims.map(c => row("misread", c));
    case "reads": return it.claims.map(c => row("reads_as", c, null, value));
    case "confirm": case "reopen": {
      const now = card.dataset.now ? JSON.parse(card.dataset.now) : Object.fromEntries(all.flatMap(s => s.claims).map(c => [c.id, c.seen]));
      const it = id => ({ id, seen: now[id] || "" });
      return JSON.parse(card.dataset.rulings).map(([a, b, verdict, value]) =>
        name === "reopen" ? row("reopen", it(a), b && it(b)) : row(verdict, it(a), b && it(b), value));
    }
  }
}

// ---- deciding
const slot = (name, n) => ["misread", "reads"].includes(name) ? "one" + n : name === "apart" ? "apart" + n : "card";
const mine = card => made.filter(a => a.card === card.id);
function today() {
  const d = new Date(), two = n => ("" + n).padStart(2, "0");
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}
async function decide(card, choice) {
  if (choice.name === "note") return note(card);
  const place = slot(choice.name, choice.n), was = made.find(a => a.card === card.id && a.slot === place);
  let value = "";
  if (choice.name === "reads") {
    value = await ask("Reads as", `${sides(card).find(s => s.n === choice.n).label} reads as`, was && was.value || "",
      "A number, a range 5..7, a bound > 5, or an ISO date: 360, > 1600000000, 2018-07.", /^(~|>=|<=|>|<)? ?(-?\d+(\.\d+)?(\.\.-?\d+(\.\d+)?)?|[\dX]{4}[-\dQHWTX:./+a-zE]*|\d\d:\d\d\S*)$/);
    if (!value) return;
  }
  const same = was && was.name === choice.name && was.n === choice.n && was.value === value;
  made = made.filter(a => a !== was);
  if (!same) made.push({ card: card.id, slot: place, name: choice.name, n: choice.n, value, on: today(), was: was || null,
    label: choice.label + (value ? " " + value : "") + (choice.n && choice.name !== "take" ? ` (figure ${choice.n})` : ""),
    rows: rows(card, choice.name, choice.n, value), saved: false });
  changed(card, same ? "Taken back." : `${choice.label}${value ? " " + value : ""}: ${question(card)}`);
}
async function note(card) {
  const text = await ask("Note", "Note for the ledger", notes[card.id] || "", "Goes with every row of this card.", /^.*$/);
  if (text === null) return;
  if (text) notes[card.id] = text; else delete notes[card.id];
  for (const a of mine(card)) a.saved = false;
  changed(card, "Note kept.");
}
function undo() {
  const last = made.pop();
  if (!last) return;
  if (last.was) made.push(last.was);
  const card = $(last.card);
  changed(card, `Undone: ${last.label}.`);
  if (card && !card.hidden && card.matches("article")) at(card);
}
function changed(card, words) {
  keep(); filter(); tray(words + " ");
  if (card) paint(card);
  if (card && card.hidden && card === here) go(1);
}
function tally() {
  const n = made.filter(a => !a.saved).length, done = made.length - n;
  return (n ? `${n} decision${n > 1 ? "s" : ""} not downloaded yet.` : made.length ? "All decisions downloaded." : "No decisions yet.")
    + (n && done ? ` ${done} downloaded.` : "");
}
function paint(card) {
  const own = mine(card), line = card.querySelector(".mine");
  for (const b of card.querySelectorAll("button[data-do]")) {
    const on = own.some(a => a.name === b.dataset.do && a.n === +b.dataset.n);
    if (b.dataset.do !== "note") b.setAttribute("aria-pressed", on);
  }
  if (!line) return;
  line.hidden = !own.length && !notes[card.id];
  line.textContent = own.length ? "Your decision: " + own.map(a => a.label).join("; ") + (own.every(a => a.saved) ? ", downloaded." : ", in this browser only.") : "";
  if (notes[card.id]) line.textContent += ` Note: ${notes[card.id]}`;
}
function tray(words = "") {
  $("count").textContent = words + tally();
  $("undo").disabled = $("save").disabled = !made.length;
}
function equip(card) {
  const box = card.querySelector(".decide");
  if (box.firstChild) return;
  for (const c of choices(card)) {
    const b = document.createElement("button"), side = c.key.length > 1 && card.querySelector(`.side[data-n="${c.n}"]`);
    b.type = "button"; b.dataset.do = c.name; b.dataset.n = c.n;
    b.append(c.label + " ");
    for (const k of c.key) { const kbd = document.createElement("kbd"); kbd.textContent = k; b.append(kbd); }
    b.addEventListener("click", () => { at(card, false); decide(card, c); });
    if (side) {
      b.setAttribute("aria-label", `${c.label} ${[...c.key].join(" ")}: ${side.dataset.label}`);
      if (!side.querySelector(".own")) { const own = document.createElement("div"); own.className = "acts own"; side.append(own); }
      side.querySelector(".own").append(b);
    } else box.append(b);
  }
  paint(card);
}

// a decision can be withdrawn from the ledger's list too: its card may be gone, as that of two facts kept apart
for (const item of document.querySelectorAll("li.ruling")) {
  const b = document.createElement("button");
  b.type = "button"; b.dataset.do = "reopen"; b.dataset.n = 0; b.className = "small"; b.textContent = "Withdraw";
  b.setAttribute("aria-label", "Withdraw the decision in line " + (+item.id.slice(2) + 1));
  b.setAttribute("aria-pressed", false);
  b.addEventListener("click", () => decide(item, { name: "reopen", label: "Withdraw", n: 0 }));
  item.append(" ", b);
}

// ---- a question in a dialog: the answer, or null
function ask(title, label, value, hint, pattern) {
  const box = $("ask"), input = $("ask-value");
  $("ask-title").textContent = title; $("ask-label").textContent = label; $("ask-hint").textContent = hint; $("ask-error").textContent = "";
  input.value = value;
  return new Promise(done => {
    const check = e => {
      if (e.submitter && e.submitter.value === "ok" && !pattern.test(input.value.trim())) { e.preventDefault(); $("ask-error").textContent = `“${input.value}” is not of that form.`; input.focus(); }
    };
    const closed = () => { box.removeEventListener("submit", check); done(box.returnValue === "ok" ? input.value.trim() : null); };
    box.returnValue = "";
    box.addEventListener("submit", check);
    box.addEventListener("close", closed, { once: true });
    box.showModal(); input.focus(); input.select();
  });
}
$("ask-cancel").addEventListener("click", () => $("ask").close(""));

// ---- download: exactly the columns of the ledger, guarded as the pipeline guards its CSV against spreadsheets
function cell(text) {
  if (/^'+[=+\-@\t\r]/.test(text) || /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.,:/TZX+-]*$/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function csv(actions, notes) {
  const who = $("reviewer").value.trim();
  const lines = actions.flatMap(a => a.rows.map(r => [...r, who, a.on, notes[a.card] || ""]));
  return [COLUMNS, ...lines].map(r => r.map(cell).join(",")).join("\n") + "\n";
}
function download(text) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([text], { type: "text/csv" })); a.download = "decisions.csv";
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
function save() {
  if (!made.length) return;
  const fresh = made.filter(a => !a.saved);
  download(csv(fresh.length ? fresh : made, notes));
  for (const a of made) a.saved = true;
  keep();
  for (const id of new Set(made.map(a => a.card))) if ($(id)) paint($(id));
  $("count").textContent = "Downloaded. Now: reconcile review import decisions.csv";
}
function offerOlder() {
  const keys = olderBuilds();
  if (!keys.length) return;
  const b = document.createElement("button"), n = keys.reduce((sum, key) => sum + load(key).made.filter(a => !a.saved).length, 0);
  b.type = "button"; b.id = "older"; b.textContent = `Download ${n} of an earlier build`;
  b.addEventListener("click", () => {
    const all = keys.map(load);
    download(csv(all.flatMap(s => s.made.filter(a => !a.saved)), Object.assign({}, ...all.map(s => s.notes))));
    for (const key of keys) try { localStorage.removeItem(key); } catch { /* stays */ }
    b.remove();
  });
  document.querySelector(".tray").append(b);
}

// ---- filters, kept in the address
const words = new WeakMap();
function textOf(card) {
  if (!words.has(card)) words.set(card, ([card.id, card.dataset.claims, card.dataset.sources, ""].join(" ") + [...card.querySelectorAll("h3,.tag,.value,.said>p>b,blockquote,.why,.suggestion")].map(e => e.textContent).join(" ")).toLowerCase().replace(/\s+/g, " "));
  return words.get(card);
}
function filter() {
  const want = Object.fromEntries(new FormData(form)), terms = want.q.toLowerCase().split(/\s+/).filter(Boolean);
  const decidedHere = new Set(made.map(a => a.card));
  let shown = 0;
  for (const card of cards) {
    const d = card.dataset, state = decidedHere.has(card.id) ? "decided" : d.state;
    const out = want.kind && d.kind !== want.kind || want.severity && d.severity !== want.severity || want.state && state !== want.state
      || want.source && !d.sources.split("|").includes(want.source) || terms.length && !terms.every(t => textOf(card).includes(t));
    if (card.hidden !== !!out) card.hidden = !!out;
    if (!out) shown++;
  }
  // what was asked for must not lie in a closed fold
  const fold = $("doubtful");
  if (fold && (want.kind || want.source || terms.length) && [...fold.querySelectorAll("article")].some(c => !c.hidden)) fold.open = true;
  root.classList.toggle("blind", !!want.blind);
  $("shown").textContent = `${shown} of ${cards.length} shown`;
}
function address() {
  const query = new URLSearchParams([...new FormData(form)].filter(pair => pair[1])).toString();
  try { history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash); } catch { /* some browsers refuse for files */ }
}
function fromAddress() {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = query.has(field.name);
    else { field.value = query.get(field.name) || ""; if (field.selectedIndex === -1) field.value = ""; }
  }
  filter();
}
let timer = 0;
form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { filter(); address(); }, 60); });
form.addEventListener("reset", () => setTimeout(() => { filter(); address(); }));
form.addEventListener("submit", e => e.preventDefault());
addEventListener("popstate", fromAddress);

// ---- moving
const visible = () => cards.filter(c => !c.hidden);
function at(card, focus = true) {
  if (here) here.classList.remove("here");
  here = card; card.classList.add("here"); equip(card); unfold(card);
  if (focus) { card.focus({ preventScroll: true }); show(card, "start"); }
}
function go(step) {
  const list = visible();
  if (!list.length) return;
  const now = list.indexOf(here);
  if (now >= 0) return at(list[(now + step + list.length) % list.length]);
  if (!here) return at(step > 0 ? list[0] : list[list.length - 1]);
  const after = list.find(c => here.compareDocumentPosition(c) & Node.DOCUMENT_POSITION_FOLLOWING);
  at(after || list[list.length - 1]);
}
function unfold(element) { for (let d = element.closest("details"); d; d = d.parentElement.closest("details")) d.open = true; }
function follow() {
  const name = location.hash.slice(1);
  if (!name) return;
  let target = $(name);
  if (!target) try { target = $(decodeURIComponent(name)); } catch { /* a broken escape names nothing */ }
  if (!target) return;
  unfold(target);
  const card = target.closest("article");
  if (card && card.hidden) { form.reset(); filter(); address(); }
  if (card && card === target) return at(card);
  show(target, target.matches("a") ? "center" : "start");
  if (target.matches("a")) target.focus({ preventScroll: true });
}
// cards out of sight have only an estimated height, so a far jump is corrected once they are laid out
function show(element, block) {
  element.scrollIntoView({ block, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => element.scrollIntoView({ block, behavior: "instant" })));
}
addEventListener("hashchange", follow);
document.addEventListener("focusin", e => { const card = e.target.closest("article"); if (card && card !== here) at(card, false); });

// ---- keys
document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
  if (e.target.matches("input:not([type=checkbox]),select,textarea")) { if (e.key === "Escape") e.target.blur(); return; }
  if (e.key === "Escape") { pending = ""; tray(); return; }
  const run = f => { e.preventDefault(); pending = ""; f(); };
  if (pending && /^[1-9]$/.test(e.key)) return run(press.bind(null, pending + e.key));
  switch (e.key) {
    case "j": return run(() => go(1));
    case "k": return run(() => go(-1));
    case "u": return run(undo);
    case "s": return run(save);
    case "/": return run(() => form.elements.q.focus());
    case "?": return run(() => $("keys").showModal());
    case "h": return run(() => { form.elements.blind.checked = !form.elements.blind.checked; filter(); address(); });
  }
  if (!here || here.hidden) return;
  if ("xeo".includes(e.key)) {
    e.preventDefault();
    const some = choices(here).filter(c => c.key[0] === e.key && c.key.length === 2);
    if (some.length === 1) return decide(here, some[0]);
    if (some.length) { pending = e.key; $("count").textContent = `${some[0].label}: which figure? Press 1 to ${some.length}, or Esc.`; }
    return;
  }
  if (/^[1-9bnycrm]$/.test(e.key)) run(press.bind(null, e.key));
});
function press(key) { const c = here && choices(here).find(c => c.key === key); if (c) decide(here, c); }
$("undo").addEventListener("click", undo);
$("save").addEventListener("click", save);
$("next").addEventListener("click", () => go(1));
$("previous").addEventListener("click", () => go(-1));
$("help").addEventListener("click", () => $("keys").showModal());
$("reviewer").value = (() => { try { return localStorage.getItem("reconcile:reviewer") || ""; } catch { return ""; } })();
$("reviewer").addEventListener("change", e => { try { localStorage.setItem("reconcile:reviewer", e.target.value.trim()); } catch { /* asked again next time */ } });

// ---- start
root.classList.add("js");
const kept = load(KEY);
made = Array.isArray(kept.made) ? kept.made.filter(a => $(a.card)) : [];
notes = kept.notes || {};
if ("IntersectionObserver" in window) {
  const near = new IntersectionObserver(seen => { for (const s of seen) if (s.isIntersecting) { near.unobserve(s.target); equip(s.target); } }, { rootMargin: "800px" });
  for (const card of cards) near.observe(card);
} else cards.forEach(equip);
for (const card of new Set(made.map(a => $(a.card)))) if (card.matches("article")) equip(card); else paint(card);
tray(); fromAddress(); follow(); offerOlder();
})();
