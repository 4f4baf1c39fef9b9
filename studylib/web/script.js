// Tell screen readers the language of the page, which Streamlit leaves English. Keep whether the visitor has signed in.
document.documentElement.lang = document.currentScript.dataset.language;
document.documentElement.dataset.signed = document.currentScript.dataset.signed;

// A tap selects a point of a plotly chart only if a pointer has moved over the chart before. A finger never has.
// So announce each press to the chart as a movement to that place. Then the first tap counts, too.
if (!window.studyboard) {
  window.studyboard = true;
  document.addEventListener("pointerdown", (press) => {
    const chart = press.target.closest?.(".nsewdrag");
    const at = { clientX: press.clientX, clientY: press.clientY, bubbles: true };
    chart?.dispatchEvent(new MouseEvent("mousemove", at));
  }, { capture: true, passive: true });

  // The first style shows a page from above, as its parts arrive. A later part may stand before those above it.
  const settle = () => {
    if (document.querySelector('[data-testid="stSkeleton"]')) setTimeout(settle, 200);
    else document.documentElement.dataset.drawn = "yes";
  };
  settle();

  // A link out of an app's own browser leads to no page, so it needs no new tab. Many apps would not open one.
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.('a[href^="kakaotalk:"], a[href^="intent:"], a[href*="openExternalBrowser="]');
    if (!link) return;
    click.preventDefault();
    location.href = link.href;
  });

  // Share with the phone's own list of apps, else copy. Say aloud and in sight what came of it.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* without https, or in some apps, only the old way works */ }
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.style.cssText = "position: fixed; opacity: 0";
    document.body.append(field);
    field.select();
    field.setSelectionRange(0, text.length);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      field.remove();
      before?.focus?.();
    }
  };
  const share = async (button) => {
    const { share: kind, text, address, copied, failed } = button.dataset;
    const url = address && new URL(address, location.href).href;
    const told = button.parentElement.querySelector(".told");
    told.textContent = "";
    if (kind === "share" && navigator.share) {
      try {
        await navigator.share(url ? { text, url } : { text });
        return;
      } catch (error) {
        if (error.name === "AbortError") return; // the visitor thought better of it
      }
    }
    told.textContent = (await copy(url ? `${text}\n${url}` : text)) ? copied : failed;
  };
  document.addEventListener("click", (click) => {
    const button = click.target.closest?.("button[data-share]");
    if (button) share(button);
  });

  // A sign-in ends on the front page. Keep the page that the visitor left in this tab, to go back there once.
  window.addEventListener("pagehide", () => {
    if (document.documentElement.dataset.signed !== "out") return;
    try {
      sessionStorage.setItem("studyboard.left", `${Date.now()} ${location.pathname}${location.search}`);
    } catch { /* a browser that stores nothing stays on the front page */ }
  });
}
if (document.documentElement.dataset.signed === "in") {
  try {
    const [at, left] = (sessionStorage.getItem("studyboard.left") ?? "").split(/ (.*)/s);
    sessionStorage.removeItem("studyboard.left");
    const back = new URL(left, location.origin);
    const ours = left.startsWith("/") && back.origin === location.origin && Date.now() - at < 3600_000;
    if (ours && back.href !== location.origin + location.pathname + location.search) location.replace(back.href);
  } catch { /* as above */ }
}
