// The language of the page, for screen readers: Streamlit leaves it English.
document.documentElement.lang = document.currentScript.dataset.language;

// A tap selects a point of a plotly chart only where the chart has seen a pointer before, which a finger never is.
// So that the first tap counts, too, each press is announced to the chart as a movement to that place.
if (!window.studyboard) {
  window.studyboard = true;
  document.addEventListener("pointerdown", (press) => {
    const chart = press.target.closest?.(".nsewdrag");
    const at = { clientX: press.clientX, clientY: press.clientY, bubbles: true };
    chart?.dispatchEvent(new MouseEvent("mousemove", at));
  }, { capture: true, passive: true });
}
