// Keeps a page that the server rendered alive: fetches it again when there is something new, and puts the difference in.
// Everything works without it, except that it stands still.

const byKey = { r: '/', c: '/console', s: '/logs', t: '/traces', m: '/metrics' };
let paused = false;

function sameKind(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');
}

function syncAttributes(from, to) {
  const typing = from === document.activeElement && from.matches('input, select, textarea');
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value && !(typing && name === 'value')) from.setAttribute(name, value);
  for (const { name } of [...from.attributes])
    // What the reader opened stays open.
    if (!to.hasAttribute(name) && name !== 'open' && !name.startsWith('data-kept')) from.removeAttribute(name);
}

function morph(from, to) {
  if (from.nodeType === Node.TEXT_NODE || from.nodeType === Node.COMMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.hasAttribute('data-static')) return;
  syncAttributes(from, to);
  const wanted = [...to.childNodes];
  const byId = new Map([...from.children].filter(c => c.id).map(c => [c.id, c]));
  let at = from.firstChild;
  for (const next of wanted) {
    const known = next.id ? byId.get(next.id) : null;
    if (known) {
      if (known !== at) from.insertBefore(known, at); else at = at.nextSibling;
      morph(known, next);
    } else if (at && sameKind(at, next) && !next.id) {
      morph(at, next);
      at = at.nextSibling;
    } else {
      from.insertBefore(next.cloneNode(true), at);
    }
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
}

async function refresh() {
  const main = document.querySelector('main');
  const answer = await fetch(location.href, { headers: { 'X-Refresh': '1' }, redirect: 'manual' });
  if (!answer.ok || document.querySelector('main') !== main || paused || !getSelection().isCollapsed) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  morph(main, page.querySelector('main'));
  afterChange();
}

function live() {
  const of = document.querySelector('main')?.dataset.live;
  const state = document.querySelector('#live-state');
  if (!of) { state?.remove(); return; }
  let busy = false, missed = false;
  const run = async () => {
    if (busy || document.hidden || paused) { missed = true; return; }
    busy = true; missed = false;
    try { await refresh(); } catch { /* the stream's own error says it */ } finally { busy = false; }
    if (missed) run();
  };
  const show = text => { if (state) { state.textContent = text; state.dataset.state = text.toLowerCase(); } };
  const source = new EventSource('/api/changes?of=' + encodeURIComponent(of));
  // What came between the page and the stream, or while it was broken, nobody has told us.
  source.onopen = () => { show(paused ? 'Paused' : 'Live'); run(); };
  source.onmessage = run;
  source.onerror = () => show('Disconnected');
  document.addEventListener('visibilitychange', () => { if (!document.hidden && missed) run(); });
  document.addEventListener('arena:pause', () => { show(paused ? 'Paused' : 'Live'); if (!paused) run(); });
  addEventListener('pagehide', () => source.close());
}

// Spans beneath a folded one are hidden; what is folded survives a refresh.
const folded = new Set();
function afterChange() {
  let hiddenBelow = Infinity;
  for (const row of document.querySelectorAll('.span-row')) {
    const depth = +row.dataset.depth;
    if (depth <= hiddenBelow) hiddenBelow = Infinity;
    row.hidden = depth > hiddenBelow;
    const toggle = row.querySelector('.fold');
    const isFolded = folded.has(row.id);
    toggle?.setAttribute('aria-expanded', String(!isFolded));
    if (isFolded && hiddenBelow === Infinity) hiddenBelow = depth;
  }
}

function consoleLines() {
  const view = document.querySelector('#console');
  if (!view?.dataset.resource) return;
  const limit = +view.dataset.limit, filter = document.querySelector('#console-filter'), count = document.querySelector('#console-count');
  let following = true, waiting = [];
  const matches = line => line.textContent.toLowerCase().includes(filter.value.toLowerCase());
  const tally = () => { const n = view.childElementCount; count.textContent = `${n} line${n === 1 ? '' : 's'}`; };
  view.addEventListener('scroll', () => { following = view.scrollHeight - view.scrollTop - view.clientHeight < 40; });
  filter.addEventListener('input', () => { for (const line of view.children) line.hidden = !matches(line); });
  document.querySelector('#console-wrap').addEventListener('change', e => view.classList.toggle('wrap', e.target.checked));
  document.querySelector('#console-clear').addEventListener('click', () => { view.replaceChildren(); tally(); });

  const flush = () => {
    if (paused || waiting.length === 0) return;
    const lines = document.createDocumentFragment();
    for (const { n, e, t } of waiting.splice(0)) {
      const line = document.createElement('div');
      line.className = e ? 'line err' : 'line';
      line.dataset.n = n;
      ansi(line, t);
      line.hidden = !matches(line);
      lines.append(line);
    }
    view.append(lines);
    while (view.childElementCount > limit) view.firstElementChild.remove();
    if (following) view.scrollTop = view.scrollHeight;
    tally();
  };
  setInterval(flush, 150);
  (async () => {
    for (;;) {
      try {
        const answer = await fetch('/api/console/' + encodeURIComponent(view.dataset.resource));
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = '', last = +(view.lastElementChild?.dataset.n ?? 0);
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          const parts = (rest + value).split('\n');
          rest = parts.pop();
          for (const part of parts) { const line = JSON.parse(part); if (line.n > last || !line.n) waiting.push(line); }
          if (waiting.length > 2 * limit) waiting = waiting.slice(-limit);
        }
      } catch { /* dialled again below */ }
      await new Promise(done => setTimeout(done, 2000));
    }
  })();
}

// Colours of terminals; the text goes in as text and nothing else.
function ansi(target, text) {
  let classes = [];
  for (const part of text.split(/(\x1b\[[0-9;]*m)/)) {
    const codes = /^\x1b\[([0-9;]*)m$/.exec(part);
    if (codes) {
      for (const code of codes[1].split(';').map(Number)) {
        if (!code) classes = [];
        else if (code === 1) classes.push('bold');
        else if (code >= 30 && code <= 37) classes.push('c' + (code - 30));
        else if (code >= 90 && code <= 97) classes.push('c' + (code - 90));
        else if (code === 39) classes = classes.filter(c => c[0] !== 'c');
      }
    } else if (part) {
      const plain = part.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
      if (!classes.length) target.append(plain);
      else target.append(Object.assign(document.createElement('span'), { className: classes.join(' '), textContent: plain }));
    }
  }
}

document.addEventListener('change', e => { if (e.target.closest('form[data-auto]') && e.target.matches('select, input[type=checkbox], input[type=date]')) e.target.form.requestSubmit(); });
// An address without what was left empty.
document.addEventListener('submit', e => {
  if (e.target.method !== 'get') return;
  for (const field of e.target.elements) if (field.name && !field.value) field.disabled = true;
});
document.addEventListener('submit', e => { const ask = e.submitter?.dataset.confirm; if (ask && !confirm(ask)) e.preventDefault(); });
document.addEventListener('click', e => {
  const fold = e.target.closest('.fold');
  if (fold) { const id = fold.closest('.span-row').id; if (!folded.delete(id)) folded.add(id); afterChange(); }
  if (e.target.closest('#pause')) {
    paused = !paused;
    document.querySelector('#pause').setAttribute('aria-pressed', String(paused));
    document.dispatchEvent(new Event('arena:pause'));
  }
});
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, select, textarea')) { if (e.key === 'Escape') e.target.blur(); return; }
  if (e.key === '/') { const search = document.querySelector('[data-search]'); if (search) { search.focus(); e.preventDefault(); } }
  else if (e.key === '?') document.querySelector('#keys')?.showModal();
  else if (e.key === 'p') document.querySelector('#pause')?.click();
  else if (e.key === 'Escape') document.querySelector('.details a.close')?.click();
  else if (byKey[e.key]) location.href = byKey[e.key];
});
document.addEventListener('click', e => { if (e.target.closest('#keys-open')) document.querySelector('#keys').showModal(); });

// A long value alone; JSON is laid out.
document.addEventListener('click', e => {
  const button = e.target.closest('.show-text'), body = document.querySelector('#text-body');
  if (button) {
    let text = button.dataset.text;
    try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it is */ }
    body.textContent = text;
    document.querySelector('#text-title').textContent = button.getAttribute('aria-label').replace(/^Show (.*) alone$/, '$1');
    document.querySelector('#text').showModal();
  }
  if (e.target.closest('#text-copy')) navigator.clipboard?.writeText(body.textContent);
});

live();
consoleLines();
afterChange();
