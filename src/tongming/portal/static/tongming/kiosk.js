// What a kiosk's pages do by themselves. Without it every page still reads and every key still works.
(function () {
  "use strict";

  const { idle, end, home } = document.body.dataset;
  const root = "/kiosk/";
  const warning = 20;

  // Every page takes the place of the one before: there is no way back into a former visit.
  function go(address) {
    const to = new URL(address, location.href);
    if (to.origin === location.origin && to.pathname.startsWith(root)) location.replace(to.href);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    go(link.href);
  });

  function question(form, button) {
    const to = new URL(button?.getAttribute("formaction") || form.action, location.href);
    const asked = new FormData(form);
    if (button?.name) asked.set(button.name, button.value);
    to.search = new URLSearchParams(asked).toString();
    return to;
  }

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    event.preventDefault();
    const button = event.submitter;
    if (event.target.matches("[data-find]") && button && button.matches(".kiosk-key")) {
      press(event.target, button);
    } else {
      go(question(event.target, button).href);
    }
  });

  for (const name of ["contextmenu", "dragstart"]) {
    document.addEventListener(name, (event) => event.preventDefault());
  }

  document.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // --- Letters: the page stays, what they may mean changes --------------------------------------

  let asking = null;

  function press(form, button) {
    const words = form.elements.q;
    if (button.name === "drop") words.value = words.value.slice(0, -1);
    else if (button.name === "clear") words.value = "";
    else words.value = (words.value + button.value).slice(0, words.maxLength);
    suggest(form);
  }

  async function suggest(form) {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(question(form, null), { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("found");
      if (found) document.getElementById("found").replaceChildren(...found.childNodes);
    } catch {
      // Another key was pressed, or the network is away: "查找" still asks.
    }
  }

  const finding = document.querySelector("form[data-find]");
  finding?.elements.q.addEventListener("input", () => suggest(finding));

  // --- Nobody there -----------------------------------------------------------------------------

  if (!idle) return;
  const asks = document.getElementById("waiting");
  const left = document.getElementById("waiting-left");
  let touched = performance.now();

  function here() {
    touched = performance.now();
    if (asks?.open) asks.close();
  }

  for (const name of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(name, here, { passive: true, capture: true });
  }
  document.getElementById("waiting-stay")?.addEventListener("click", here);

  // A first page nobody has touched has nothing to clear.
  function isClean() {
    const plain = location.pathname === home && !location.search;
    const usual = !document.documentElement.classList.contains("kiosk-large");
    return plain && usual && document.documentElement.lang === "zh-CN";
  }

  setInterval(() => {
    const seconds = Math.ceil(Number(idle) - (performance.now() - touched) / 1000);
    if (seconds <= 0) {
      if (isClean()) here();
      else go(end);
      return;
    }
    if (seconds > warning || isClean() || !asks) return;
    left.textContent = String(seconds);
    if (!asks.open) asks.showModal();
  }, 1000);
})();
