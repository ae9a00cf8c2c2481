// What the workbench adds for those who have JavaScript; every page works without it.
(function () {
  "use strict";

  const TYPING = "input, textarea, select, [contenteditable]";

  // j and k move through the rows of a list, Enter opens the row's first link, ? explains.
  function rows() {
    const list = document.querySelector("[data-keys]");
    return list ? Array.from(list.children).filter((row) => row.querySelector("a, button")) : [];
  }

  function target(row) {
    return row.querySelector("[data-open]") || row.querySelector("a, button");
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    const row = all[Math.min(Math.max(next, 0), all.length - 1)];
    target(row).focus();
    row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      closeMenus(null);
      return;
    }
    if (event.target.closest(TYPING)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") {
      const box = document.querySelector("[data-search], .filters input:not([type=hidden])");
      if (!box) return;
      event.preventDefault();
      box.focus();
    } else if (event.key === "?") {
      const page = document.querySelector("[data-keys-page]");
      if (page) window.location.assign(page.href);
    }
  });

  // One menu is open at a time, and none after a press elsewhere.
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu === except) return;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    });
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

  // <button data-copy="id of the element whose text is copied" hidden>
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).innerText.trim();
      await navigator.clipboard.writeText(text);
      const before = button.textContent;
      button.textContent = button.dataset.copied;
      window.setTimeout(() => (button.textContent = before), 2000);
    });
  });

  // <button data-print hidden>
  document.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A form marked data-keep asks before its page is left with something unsaved.
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    let changed = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  });
})();
