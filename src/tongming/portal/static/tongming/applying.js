// A draft kept on the visitor's own device, for who asks for it. Every page works without this.
// Identity numbers and files are never kept here.
(function () {
  "use strict";

  const KEY = "tongming-application";
  const NEVER = new Set(["csrfmiddlewaretoken", "document_number", "proofs", "drop"]);

  if (document.querySelector("[data-draft-sent]")) {
    // It has been sent: nothing of it stays behind.
    try {
      localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing.
    }
    return;
  }
  const form = document.querySelector("form[data-draft]");
  const tools = form && form.querySelector("[data-draft-tools]");
  if (!tools) return;
  const keep = tools.querySelector("[data-draft-keep]");
  const found = tools.querySelector("[data-draft-found]");
  const told = tools.querySelector("[data-draft-told]");

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function filledIn() {
    const data = {};
    for (const [name, value] of new FormData(form)) {
      if (!NEVER.has(name) && typeof value === "string") data[name] = value;
    }
    return data;
  }

  let waiting = 0;
  function save() {
    clearTimeout(waiting);
    if (!keep.checked) return;
    waiting = setTimeout(() => {
      try {
        localStorage.setItem(KEY, JSON.stringify(filledIn()));
        told.textContent = told.dataset.saved;
      } catch {
        keep.checked = false;
      }
    }, 500);
  }

  function clear() {
    clearTimeout(waiting);
    localStorage.removeItem(KEY);
    keep.checked = false;
    found.hidden = true;
    told.textContent = told.dataset.cleared;
  }

  function restore(data) {
    for (const [name, value] of Object.entries(data)) {
      if (NEVER.has(name)) continue;
      const fields = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      fields.forEach((one) => {
        if (one.type === "radio") one.checked = one.value === value;
        else one.value = value;
      });
    }
    keep.checked = true;
    found.hidden = true;
    form.querySelector("textarea").focus();
  }

  const kept = read();
  if (kept) {
    const subject = form.querySelector("[name=subject]");
    if (subject.value) keep.checked = true;
    else found.hidden = false;
  }
  tools.hidden = false;
  form.addEventListener("input", (event) => {
    if (event.target !== keep) save();
  });
  keep.addEventListener("change", () => (keep.checked ? save() : clear()));
  tools.querySelector("[data-draft-restore]").addEventListener("click", () => restore(read() || {}));
  tools.querySelector("[data-draft-clear]").addEventListener("click", clear);
})();
