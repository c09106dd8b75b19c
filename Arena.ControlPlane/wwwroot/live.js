// Keeps a page as it is at the server, where the page asks for it (data-live), and tells times as people do.
let source = null;
let watched = null;

function watch() {
  tellTimes();
  const wanted = document.querySelector("[data-live]") && !document.hidden; // a hidden page holds no connection
  const address = wanted ? "/live" + location.pathname + location.search : null;
  if (address === watched)
    return;
  source?.close();
  watched = address;
  source = address ? new EventSource(address) : null;
  source?.addEventListener("message", event => show(event.data));
  source?.addEventListener("error", again);
}

// A browser comes back by itself when a connection is lost, but not when it was refused.
function again() {
  if (source?.readyState !== EventSource.CLOSED)
    return;
  watched = null;
  setTimeout(watch, 5000);
}

function show(html) {
  const next = document.createElement("template");
  next.innerHTML = html;
  patchChildren(document.getElementById("main"), next.content);
  watch(); // until the page asks for it no more
  document.dispatchEvent(new Event("arena:shown"));
}

// What is the same stays the same element, so that what is selected, focused or hovered over is left alone.
function patchChildren(now, next) {
  const wanted = [...next.childNodes];
  wanted.forEach((node, index) => {
    const old = now.childNodes[index];
    if (!old)
      now.append(node);
    else if (old.nodeType !== node.nodeType || old.nodeName !== node.nodeName || old.id !== node.id)
      old.replaceWith(node);
    else if (node.nodeType === Node.ELEMENT_NODE)
      patch(old, node);
    else if (old.data !== node.data)
      old.data = node.data;
  });
  while (now.childNodes.length > wanted.length)
    now.lastChild.remove();
}

function patch(now, next) {
  if (now.isEqualNode(next) || now.hasAttribute("data-keep"))
    return;
  for (const { name } of [...now.attributes])
    if (!next.hasAttribute(name) && name !== "open")
      now.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (now.getAttribute(name) !== value)
      now.setAttribute(name, value);
  patchChildren(now, next);
}

const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function tellTimes() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
    const said = words.format(Math.round(seconds / size), unit);
    if (time.textContent !== said)
      time.textContent = said;
  }
}

document.addEventListener("visibilitychange", watch);
setInterval(tellTimes, 5000);
document.addEventListener("DOMContentLoaded", () => globalThis.Blazor?.addEventListener("enhancedload", watch));
watch();
