// What a page does once Streamlit has drawn it. The head of the page holds it, so no run sends it.
if (!window.studyboard) {
  window.studyboard = true;
  // The foot of a page says what the server knows of its visitor.
  const hearSigns = ({ dataset: { language, signed = "", cookie } }) => {
    // Screen readers need the language of the page, which Streamlit leaves English.
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    document.documentElement.dataset.signed = signed;
    // Keep, or forget, who the visitor said they are.
    if (cookie) document.cookie = cookie + (location.protocol === "https:" ? "; Secure" : "");
    if (signed === "in") goBack();
  };
  // A sign-in ends on the front page. Go back to the page that the visitor left in this tab, once.
  const goBack = () => {
    try {
      const [at, left] = (sessionStorage.getItem("studyboard.left") ?? "").split(/ (.*)/s);
      sessionStorage.removeItem("studyboard.left");
      const back = new URL(left, location.origin);
      const ours = left.startsWith("/") && back.origin === location.origin && Date.now() - at < 3600_000;
      if (ours && back.href !== location.origin + location.pathname + location.search) location.replace(back.href);
    } catch { /* a browser that stores nothing stays on the front page */ }
  };
  document.addEventListener("animationstart", (event) => {
    if (event.animationName === "signs-drawn") hearSigns(event.target);
  });
  document.querySelectorAll(".signs").forEach(hearSigns);

  // The board is a table of links. A press opens its cell without a new page. Its address works without us, too.
  const cellOf = (node) => node?.closest?.(".board td > a");
  const listCells = (board) => [...board.querySelectorAll("td > a")];
  const reach = (board, cell) => {
    board.querySelector('a[tabindex="0"], a:not([tabindex])')?.setAttribute("tabindex", "-1");
    cell.tabIndex = 0;
  };
  const markChosen = (board) => {
    board.querySelectorAll("[aria-current]").forEach((cell) => cell.removeAttribute("aria-current"));
    const asked = new URLSearchParams(location.search);
    if (!asked.has("member")) return [];
    const end = new URLSearchParams([["member", asked.get("member")], ["week", asked.get("week") ?? ""]]).toString();
    const task = asked.get("task");
    const chosen = listCells(board).filter((cell) => {
      const query = cell.search.slice(1);
      return query.endsWith(end) && (!task || new URLSearchParams(query).get("task") === task);
    });
    chosen.forEach((cell) => cell.setAttribute("aria-current", "true"));
    return chosen;
  };
  const showWeek = (board) => {
    const heads = board.querySelector("thead tr").cells, last = board.querySelector("thead .last");
    const next = heads[[...heads].indexOf(last) + 1];
    const edge = (next ?? last)?.getBoundingClientRect().right ?? 0;
    board.scrollLeft += Math.max(0, edge - board.getBoundingClientRect().right);
  };
  const takeUp = (board) => {
    showWeek(board);
    const [chosen] = markChosen(board);
    const last = board.querySelector("thead .last");
    const present = last && [...board.querySelectorAll("tbody tr")].map((row) => row.querySelector("td.now > a")).find(Boolean);
    if (chosen ?? present) reach(board, chosen ?? present);
    if (chosen) {
      const cell = chosen.getBoundingClientRect(), frame = board.getBoundingClientRect();
      const names = board.querySelector("thead th").getBoundingClientRect().width;
      if (cell.left < frame.left + names) board.scrollLeft -= frame.left + names - cell.left;
      if (cell.bottom > frame.bottom) board.scrollTop += cell.bottom - frame.bottom;
    }
    if (!taken && document.documentElement.dataset.drawn) showChosen();
    taken = true;
  };
  // Whoever comes by a link to a cell sees it: the details of a phone would cover it. The first board may come after
  // the end of the run.
  let taken = false;
  const showChosen = () => document.querySelector(".board [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  // The stylesheet starts this animation whenever a board is drawn anew.
  document.addEventListener("animationstart", (event) => {
    if (event.animationName === "board-drawn") takeUp(event.target);
  });
  document.querySelectorAll(".board").forEach(takeUp);
  addEventListener("popstate", () => document.querySelectorAll(".board").forEach(markChosen));
  addEventListener("drawn", showChosen);
  if (document.documentElement.dataset.drawn) showChosen();
  // What answers a press may stand outside of the screen of a phone.
  document.addEventListener("animationstart", (event) => {
    if (event.animationName === "answer-drawn") event.target.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("click", (click) => {
    const cell = cellOf(click.target);
    if (!cell || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    reach(cell.closest(".board"), cell);
    cell.scrollIntoView({ block: "nearest", inline: "nearest" }); // out from under the details on a phone
    if (cell.href !== location.href) history.pushState(null, "", cell.href);
    dispatchEvent(new PopStateEvent("popstate")); // Streamlit runs the page again for it
  });

  // A link to a form of the desk leads to its frame, which has no address.
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.(".jumps a");
    if (!link) return;
    click.preventDefault();
    document.querySelector(`.st-key-${link.hash.slice(1)}`)?.scrollIntoView();
  });

  // A square of a record, or a soft link, opens its page in the same way.
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a.soft, .squares a");
    if (!link || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    // A second press of an open tool closes it.
    const to = link.href === location.href && link.dataset.closes ? new URL(link.dataset.closes, link.href).href : link.href;
    const turn = () => {
      if (to !== location.href) history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    };
    // A popover that this press closes has its own page run once more. That run must not come last.
    if (document.querySelector('[data-testid="stPopoverBody"]')) setTimeout(turn, 300);
    else turn();
  });

  // The tool that the address opens is the present one.
  const markTools = () => document.querySelectorAll("a.tool[data-closes]").forEach((each) => {
    const tool = new URLSearchParams(each.search).get("tool");
    if (new URLSearchParams(location.search).get("tool") === tool) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  });
  addEventListener("popstate", markTools);
  document.addEventListener("animationstart", (event) => event.animationName === "tools-drawn" && markTools());
  markTools();

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const stepFrom = (cell, [down, right]) => {
    const row = cell.closest("tr"), at = cell.getBoundingClientRect(), middle = at.left + at.width / 2;
    const inRow = (each) => [...each.querySelectorAll("td > a")];
    if (right) return inRow(row)[inRow(row).indexOf(cell) + right];
    for (let next = row; (next = down < 0 ? next.previousElementSibling : next.nextElementSibling);) {
      const below = inRow(next).find((each) => {
        const box = each.getBoundingClientRect();
        return box.left <= middle && middle <= box.right;
      });
      if (below) return below;
    }
  };
  document.addEventListener("keydown", (press) => {
    const cell = cellOf(press.target);
    if (!cell || press.altKey || press.metaKey || press.shiftKey) return;
    const ofRow = press.ctrlKey ? listCells(cell.closest(".board")) : [...cell.closest("tr").querySelectorAll("td > a")];
    const next = press.key === "Home" ? ofRow[0] : press.key === "End" ? ofRow.at(-1)
      : !press.ctrlKey && steps[press.key] ? stepFrom(cell, steps[press.key]) ?? cell : null;
    if (!next) return;
    press.preventDefault();
    reach(cell.closest(".board"), next);
    next.focus();
  });

  // Tell of the cell under the pointer or the focus at once. The browser's own hover comes late, and at the pointer only.
  const told = document.createElement("div");
  told.className = "board-told";
  told.ariaHidden = "true";
  const tell = (cell) => {
    const text = cell?.title || cell?.dataset.told;
    if (!text) return told.remove();
    cell.removeAttribute("title");
    cell.dataset.told = text;
    cell.setAttribute("aria-description", text);
    const name = document.createElement("b");
    name.textContent = cell.ariaLabel;
    told.replaceChildren(name, text);
    document.body.append(told);
    const at = cell.getBoundingClientRect(), size = told.getBoundingClientRect();
    const above = at.top - size.height - 6;
    told.style.top = `${above > 0 ? above : at.bottom + 6}px`;
    told.style.left = `${Math.max(6, Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - 6))}px`;
  };
  const boardCell = (node) => node?.closest?.(".board td > :is(a, span)");
  document.addEventListener("pointerover", (move) => tell(move.pointerType === "mouse" ? boardCell(move.target) : null));
  document.addEventListener("focusin", (event) => tell(event.target.matches(":focus-visible") ? cellOf(event.target) : null));
  document.addEventListener("focusout", () => tell(null));
  document.addEventListener("scroll", () => tell(null), { capture: true, passive: true });
  document.addEventListener("keydown", (press) => press.key === "Escape" && tell(null));

  // A week of the curriculum has an address of its own. What it is folded in opens, once the page is drawn.
  const showPlace = () => {
    const name = location.hash.slice(1);
    const place = /^week-\d{1,4}$/.test(name) ? document.getElementById(name) : null;
    for (let each = place; each; each = each.parentElement.closest("details")) each.open = true;
    place?.scrollIntoView();
  };
  addEventListener("hashchange", showPlace);
  addEventListener("drawn", showPlace);
  if (document.documentElement.dataset.drawn) showPlace();

  // A link out of an app's own browser, or into a calendar, leads to no page, so it needs no new tab.
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.('a[href^="kakaotalk:"], a[href^="intent:"], a[href*="openExternalBrowser="], a[href^="webcal:"]');
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

  document.addEventListener("click", (click) => {
    if (click.target.closest?.("button[data-print]")) print();
  });
  // A season is printed whole. What was folded folds again after it.
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll(".season .fold:not([open])")) folded.push(each), each.open = true;
  });
  addEventListener("afterprint", () => folded.splice(0).forEach((each) => each.open = false));

  // Only a browser with a list of apps gets the button for it. A folded text opens in place.
  if (navigator.share) document.documentElement.dataset.shares = "yes";
  document.addEventListener("click", (click) => {
    const fold = click.target.closest?.("button.unfold");
    if (!fold) return;
    const open = fold.getAttribute("aria-expanded") !== "true";
    fold.setAttribute("aria-expanded", open);
    fold.closest('[class*="chat_folded"]')?.toggleAttribute("data-open", open);
  });

  // The image of a dialog goes to the phone's apps as a file, or into the clipboard, to be pasted into a chat.
  const passImage = async (button) => {
    const { image: act, name, copied, failed } = button.dataset;
    const told = button.parentElement.querySelector(".told");
    told.textContent = "";
    const load = () => fetch(button.closest('[role="dialog"]').querySelector("img").src).then((answer) => answer.blob());
    try {
      if (act === "share") {
        const files = [new File([await load()], name, { type: "image/png" })];
        if (!navigator.canShare?.({ files })) throw new Error("no files");
        await navigator.share({ files });
      } else {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": load() })]);
        told.textContent = copied;
      }
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = failed;
    }
  };
  document.addEventListener("click", (click) => {
    const button = click.target.closest?.("button[data-image]");
    if (button) passImage(button);
  });

  // Parts of a page look again by themselves, each as often as its name says. Nothing looks while nobody sees the page.
  const looks = new Map();
  let before = Date.now();
  const lookAgain = (shown) => {
    if (document.visibilityState !== "visible") return;
    const now = Date.now();
    const drawn = [...document.querySelectorAll('[class*="st-key-look_again_"]')].map((part) => {
      const [name, seconds] = part.className.match(/st-key-look_again_(\d+)_\w+/);
      const last = looks.get(name) ?? before, due = shown || now - last >= seconds * 1000;
      if (due) part.querySelector("button")?.click();
      return [name, due ? now : last];
    });
    looks.clear();
    drawn.forEach(([name, at]) => looks.set(name, at));
    before = now;
  };
  setInterval(() => lookAgain(false), 1000);
  document.addEventListener("visibilitychange", () => lookAgain(true));

  // Keep the page that the visitor leaves to sign in, see above.
  window.addEventListener("pagehide", () => {
    if (document.documentElement.dataset.signed !== "out") return;
    try {
      sessionStorage.setItem("studyboard.left", `${Date.now()} ${location.pathname}${location.search}`);
    } catch { /* as above */ }
  });
}
