// The language of the page, for screen readers: Streamlit leaves it English; and whether the visitor has signed in.
document.documentElement.lang = document.currentScript.dataset.language;
document.documentElement.dataset.signed = document.currentScript.dataset.signed;

// A tap selects a point of a plotly chart only where the chart has seen a pointer before, which a finger never is.
// So that the first tap counts, too, each press is announced to the chart as a movement to that place.
if (!window.studyboard) {
  window.studyboard = true;
  document.addEventListener("pointerdown", (press) => {
    const chart = press.target.closest?.(".nsewdrag");
    const at = { clientX: press.clientX, clientY: press.clientY, bubbles: true };
    chart?.dispatchEvent(new MouseEvent("mousemove", at));
  }, { capture: true, passive: true });

  // Signing in ends on the front page. Where a visitor left to do so is kept in this tab, to go back there once.
  window.addEventListener("pagehide", () => {
    if (document.documentElement.dataset.signed !== "out") return;
    try {
      sessionStorage.setItem("studyboard.left", `${Date.now()} ${location.pathname}${location.search}`);
    } catch { /* a browser that keeps nothing leads to the front page */ }
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
