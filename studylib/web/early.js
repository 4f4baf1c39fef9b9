// What must hold before Streamlit's code runs: the chosen theme, the head of the page, and its words in Korean.
{
  const page = document.documentElement;
  const store = { get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* not kept */ } } };

  // Streamlit asks the system for its theme. The visitor's own choice answers in the system's place.
  const DARK = "(prefers-color-scheme: dark)", KEY = "studyboard.theme";
  const ask = matchMedia.bind(window), system = ask(DARK), answer = new EventTarget();
  const known = (theme) => (["light", "dark"].includes(theme) ? theme : "");
  let chosen = known(store.get(KEY));
  Object.defineProperties(answer, {
    media: { value: DARK },
    matches: { get: () => (chosen ? chosen === "dark" : system.matches) },
  });
  answer.addListener = (hear) => answer.addEventListener("change", hear);
  answer.removeListener = (hear) => answer.removeEventListener("change", hear);
  const tellTheme = () => answer.dispatchEvent(Object.assign(new Event("change"), { matches: answer.matches, media: DARK }));
  window.matchMedia = (query) => (query === DARK ? answer : ask(query));
  system.addEventListener("change", () => chosen || tellTheme());
  const markTheme = () => {
    document.querySelectorAll(".masthead [data-theme]").forEach((each) =>
      each.setAttribute("aria-pressed", String(each.dataset.theme === (chosen || "system"))));
    document.querySelectorAll('meta[name="theme-color"]').forEach((each) => {
      each.dataset.media ??= each.media;
      each.media = chosen ? (each.dataset.media.includes(chosen) ? "all" : "not all") : each.dataset.media;
    });
  };
  const chooseTheme = (theme) => {
    chosen = known(theme);
    store.set(KEY, chosen);
    markTheme();
    tellTheme();
    if (location.hash) history.replaceState(null, "", location.pathname + location.search); // or it runs nothing
    // The server draws charts and cells in the theme. Streamlit has to take the new one first.
    requestAnimationFrame(() => requestAnimationFrame(() => dispatchEvent(new PopStateEvent("popstate"))));
  };
  markTheme();

  // The server does not hear the end of an address. So it learns which week is asked for, and the page does not jump.
  const asked = location.pathname.endsWith("/curriculum") && /^#week-(\d{1,4})$/.exec(location.hash);
  if (asked && !new URLSearchParams(location.search).has("week"))
    history.replaceState(history.state, "", `${location.search ? `${location.search}&` : "?"}week=${asked[1]}${location.hash}`);

  // The first style shows a page from above, as its parts arrive. A later part may stand before those above it.
  const READY = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const settle = () => {
    if (!document.querySelector(READY) || document.querySelector('[data-testid="stSkeleton"]')) setTimeout(settle, 200);
    else {
      page.dataset.drawn = "yes";
      dispatchEvent(new Event("drawn"));
    }
  };
  settle();

  // A first letter in a font takes long. So a sample of each is laid out, unseen, while the page waits for the server.
  addEventListener("DOMContentLoaded", () => (window.requestIdleCallback ?? setTimeout)(() => {
    const sample = document.getElementById("sb-fonts");
    if (!sample) return;
    sample.hidden = false;
    sample.getBoundingClientRect();
    sample.remove();
  }));

  // The links of the head turn the page without loading it. Their addresses work without us, too.
  const plain = (click) => !(click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);
  const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]');
  const listLinks = () => [...document.querySelectorAll(".masthead .pages a")];
  let held = null;
  const markPage = () => listLinks().forEach((link) => {
    if (new URL(link.href).pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const turn = (link) => {
    held = document.activeElement === link ? new URL(link.href).pathname : null;
    if (link.href !== location.href) history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate")); // Streamlit runs the page of the address for it
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    delete page.dataset.drawn;
    setTimeout(settle, 500); // the run has begun by then
  };
  addEventListener("popstate", markPage);

  const close = (but) => document.querySelectorAll('.masthead [data-opens][aria-expanded="true"]').forEach((each) => {
    if (each !== but) each.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("click", (click) => {
    const inHead = click.target.closest?.(".masthead");
    const opener = inHead && click.target.closest("[data-opens]");
    close(opener);
    if (opener) opener.setAttribute("aria-expanded", String(opener.getAttribute("aria-expanded") !== "true"));
    if (!inHead || opener) return;
    const theme = click.target.closest("[data-theme]"), link = click.target.closest("a");
    if (theme) chooseTheme(theme.dataset.theme);
    else if (link?.matches(".skip")) {
      click.preventDefault();
      document.getElementById("sb-page").focus();
    } else if (link?.matches(".home, .pages a") && plain(click) && connected()) {
      click.preventDefault();
      // A popover that this press closes has its own page run once more. That run must not come last.
      if (document.querySelector('[data-testid="stPopoverBody"]')) setTimeout(() => turn(link), 300);
      else turn(link);
    }
  });
  document.addEventListener("keydown", (press) => {
    if (press.key !== "Escape") return;
    const open = document.querySelector('.masthead [data-opens][aria-expanded="true"]');
    close();
    if (open?.parentElement.contains(document.activeElement)) open.focus();
  });
  document.addEventListener("focusin", (event) => {
    const opener = event.target.closest?.(".masthead :is(.more, .theme)")?.querySelector("[data-opens]");
    close(opener);
  });

  // A keyboard takes the place that the bar at the thumb needs. Only a window that got much lower has one.
  const view = window.visualViewport;
  let width = 0, highest = 0;
  const fit = () => {
    if (view.width !== width) [width, highest] = [view.width, 0];
    highest = Math.max(highest, view.height);
    const typing = document.activeElement?.matches("input, textarea, [contenteditable]") && view.height < highest * 0.75;
    page.toggleAttribute("data-typing", Boolean(typing));
  };
  view?.addEventListener("resize", fit);
  if (view) addEventListener("DOMContentLoaded", fit); // to ask before that would style the page twice

  // On paper a chart shrinks, which takes a frame to shrink from.
  const charts = () => document.querySelectorAll(".stPlotlyChart svg.main-svg");
  addEventListener("beforeprint", () => charts().forEach((chart) =>
    chart.setAttribute("viewBox", `0 0 ${chart.getAttribute("width")} ${chart.getAttribute("height")}`)));
  addEventListener("afterprint", () => charts().forEach((chart) => chart.removeAttribute("viewBox")));

  // Streamlit has words of its own, in English. A style marks them as they come, so nothing watches the whole page.
  let words;
  const listWords = () => (words ??= JSON.parse(document.getElementById("sb-words")?.textContent ?? "{}"))[page.lang] ?? {};
  const DAY = /^[A-Z][a-z]+ \d{1,2}, \d{4}$/, MONTH = /^(\d\d) – [A-Z][a-z]+$/;
  const write = (day, form) => new Intl.DateTimeFormat(page.lang, form).format(day);
  const sayDay = (text) => (DAY.test(text) ? write(new Date(text), { dateStyle: "long" }) : text);
  const translate = (text) => {
    const said = listWords(), month = MONTH.exec(text);
    if (month && page.lang !== "en") return write(new Date(2000, month[1] - 1), { month: "long" });
    if (Object.hasOwn(said, text)) return said[text];
    for (const [english, own] of Object.entries(said)) {
      const [before, after] = english.split("{text}");
      if (after === undefined || text.length <= before.length + after.length) continue;
      if (text.startsWith(before) && text.endsWith(after))
        return own.replace("{text}", () => sayDay(text.slice(before.length, text.length - after.length)));
    }
  };
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "placeholder", "title"];
  const LONGEST = 500;
  // The rows of a list are people's words, such as a task called Statistics. Only these are Streamlit's.
  const ROWS = ["Select all", "No results"];
  const isTheirs = (node, text) => ROWS.includes(text) || !node.closest('[role="option"]');
  const say = (node) => {
    for (const name of ATTRIBUTES) {
      const text = node.getAttribute(name), own = text && text.length < LONGEST && translate(text);
      if (own) node.setAttribute(name, own);
    }
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.TEXT_NODE || child.length >= LONGEST) continue;
      const text = child.data.trim(), own = isTheirs(node, text) && translate(text);
      if (own && own !== child.data) child.data = own;
    }
  };
  const watched = new WeakSet();
  const watch = (part) => {
    const sayAll = () => [part, ...part.querySelectorAll("*")].forEach(say);
    sayAll();
    if (watched.has(part)) return;
    watched.add(part);
    new MutationObserver(sayAll).observe(part, { subtree: true, childList: true, characterData: true });
  };
  // A description for screen readers is never drawn. It is a child of the body, which gets few of them.
  addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.id?.startsWith("react-aria-description")) say(node);
  }).observe(document.body, { childList: true }));
  // Streamlit's fields ask a phone for letters. A code has digits alone.
  addEventListener("pointerdown", ({ target }) => {
    if (target.autocomplete === "one-time-code") target.inputMode = "numeric";
  }, true);
  document.addEventListener("animationstart", (event) => {
    if (event.animationName === "english-drawn") say(event.target);
    if (event.animationName === "english-watched") watch(event.target);
    if (event.animationName !== "masthead-drawn") return;
    const language = event.target.dataset.language;
    if (page.lang !== language) page.lang = language; // even the same one would style the whole page anew
    markTheme();
    // The head is drawn anew as the page turns. Whoever holds a link of it keeps it.
    const link = held && document.activeElement === document.body && listLinks().find((each) => new URL(each.href).pathname === held);
    if (link) link.focus({ preventScroll: true });
  });
}
