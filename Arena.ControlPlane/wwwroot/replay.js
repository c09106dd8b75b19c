// Steps through a recorded match: keys, clicks and autoplay press the links that the page has, and only what differs is put in.
const keys = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last", f: "turn" };
const pages = new Map(); // what was fetched, by address
const mostPages = 60;
let timer = 0;
let wanted = "";

const match = () => document.querySelector("[data-match]");
const step = name => match()?.querySelector(`[data-step=${name}][href]`);
const playButton = () => match()?.querySelector("[data-play]");

function fetchPage(address) {
  if (!pages.has(address)) {
    const page = fetch(address, { headers: { accept: "text/html" } })
      .then(answer => answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText)))
      .then(text => new DOMParser().parseFromString(text, "text/html"));
    page.catch(() => pages.delete(address));
    pages.set(address, page);
    if (pages.size > mostPages)
      pages.delete(pages.keys().next().value);
  }

  return pages.get(address);
}

async function go(address) {
  wanted = address;
  const page = await fetchPage(address).catch(() => null);
  if (wanted !== address || !match())
    return; // somebody has gone on meanwhile
  if (!page?.querySelector("[data-match]")) {
    location.assign(address);
    return;
  }

  show(page);
  history.replaceState(history.state, "", address);
  const next = step("forward");
  if (next)
    fetchPage(next.href);
}

function show(page) {
  const focused = document.activeElement?.getAttribute("href");
  const around = document.activeElement?.closest("[data-part]")?.dataset.part;
  for (const part of match().querySelectorAll("[data-part]")) {
    const list = part.querySelector(".moves");
    const top = list?.scrollTop;
    const next = page.querySelector(`[data-part=${part.dataset.part}]`);
    part.replaceChildren(...next.cloneNode(true).childNodes);
    if (list)
      part.querySelector(".moves").scrollTop = top;
  }

  for (const link of match().querySelectorAll("[data-step]")) {
    const next = page.querySelector(`[data-step=${link.dataset.step}]`);
    for (const name of ["href", "aria-disabled"]) {
      if (next.hasAttribute(name))
        link.setAttribute(name, next.getAttribute(name));
      else
        link.removeAttribute(name);
    }
  }

  if (focused && document.activeElement === document.body)
    match().querySelector(`[data-part=${around}] [href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  seeMove();
}

// The list scrolls, and nothing around it.
function seeMove() {
  const move = match()?.querySelector(".moves [aria-current]");
  const list = move?.closest(".moves");
  if (!list)
    return;
  const [inner, outer] = [move.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    list.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
}

function play(on) {
  clearTimeout(timer);
  timer = 0;
  playButton()?.setAttribute("aria-pressed", on);
  if (playButton())
    playButton().textContent = on ? "Pause" : "Play";
  if (on)
    timer = setTimeout(playOn, 0);
}

async function playOn() {
  const started = performance.now();
  const next = step("forward") ?? null;
  if (!next)
    return play(false);
  await go(next.href);
  const pause = Number(match()?.querySelector("[data-speed]")?.value ?? 1000);
  if (timer)
    timer = setTimeout(playOn, Math.max(0, pause - (performance.now() - started)));
}

function toggle() {
  const starts = !timer;
  if (starts && !step("forward") && step("first"))
    go(step("first").href).then(() => play(true));
  else
    play(starts);
}

function arrive() {
  play(false);
  pages.clear();
  for (const hidden of document.querySelectorAll("[data-play], [data-speed], [data-copy]"))
    hidden.hidden = false;
  seeMove();
}

document.addEventListener("keydown", event => {
  if (!match() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]"))
    return;
  if (event.key === " " && !event.target.closest("button, summary")) {
    event.preventDefault();
    toggle();
  } else if (keys[event.key]) {
    event.preventDefault();
    play(false);
    const link = step(keys[event.key]);
    if (link)
      go(link.href);
  }
});

// Before the framework sees it, which would make a step of the browser's history of every move.
document.addEventListener("click", event => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(copy.dataset.copy);
    copy.textContent = "Copied";
  } else if (event.target.closest("[data-play]")) {
    toggle();
  }

  const link = event.target.closest("[data-match] [data-step], [data-match] [data-part] a[href]");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  event.preventDefault();
  play(false);
  const address = link.getAttribute("href");
  if (address)
    go(new URL(address, location.origin).href);
}, { capture: true });

document.addEventListener("arena:shown", arrive);
document.addEventListener("DOMContentLoaded", () => globalThis.Blazor?.addEventListener("enhancedload", arrive));
arrive();
