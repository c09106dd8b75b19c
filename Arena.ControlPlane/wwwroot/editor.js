// Checks a league document while it is written, numbers its lines, and goes to where a fault is. Without it, the form's buttons do as much.
const quiet = 300; // milliseconds without a key before it is checked
let timer = 0;
let asked = null;

const form = () => document.querySelector("[data-editor]");
const text = () => document.getElementById("document");

function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, quiet);
}

async function check() {
  asked?.abort();
  if (!form())
    return;
  const mine = asked = new AbortController();
  const [sent, at] = [new FormData(form()), text().value];
  sent.delete("openings");
  sent.set("part", "report");
  const answer = await fetch(form().getAttribute("action"), { method: "POST", body: sent, signal: asked.signal })
    .then(answer => answer.ok ? answer.text() : null).catch(() => null);
  if (mine.signal.aborted || text()?.value !== at)
    return; // it is another by now, and will be checked
  const next = answer === null ? null : new DOMParser().parseFromString(answer, "text/html").getElementById("report");
  if (next)
    document.getElementById("report").replaceWith(next);
  say(next?.dataset.verdict ?? "Not checked: the service does not answer.");
}

// What is said again is not read out again.
function say(verdict) {
  const place = document.getElementById("verdict");
  if (place.textContent !== verdict)
    place.textContent = verdict;
}

function number() {
  const lines = document.querySelector(".editor .lines");
  const count = text().value.split("\n").length;
  lines.hidden = false;
  if (Number(lines.dataset.count) !== count) {
    lines.dataset.count = count;
    lines.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n") + "\n\n"; // as far as the text scrolls
  }
  lines.scrollTop = text().scrollTop;
}

function go(start, end) {
  const area = text();
  area.focus();
  area.setSelectionRange(start, end);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  const line = area.value.slice(0, start).split("\n").length - 1;
  area.scrollTop = Math.max(0, line * height - area.clientHeight / 2);
}

function arrive() {
  if (!form())
    return;
  number();
  if (text().value !== text().defaultValue)
    checkSoon(); // somebody was quicker, or the browser has kept what was written
}

document.addEventListener("input", event => {
  if (event.target !== text() || !form())
    return;
  number();
  checkSoon();
});

document.addEventListener("scroll", event => {
  if (event.target === text() && form())
    number();
}, { capture: true });

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-start]");
  if (!link || !form())
    return;
  event.preventDefault();
  go(Number(link.dataset.start), Number(link.dataset.end));
}, { capture: true });

document.addEventListener("DOMContentLoaded", () => globalThis.Blazor?.addEventListener("enhancedload", arrive));
addEventListener("pageshow", arrive);
arrive();
