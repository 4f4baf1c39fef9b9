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
