// A finding on the spot where there is no network: it is kept on this telephone, without the
// photograph, until somebody fills it in again. Without this script the form works as it is.
(function () {
  "use strict";

  const KEY = "tongming-visit-drafts";
  const form = document.querySelector("form[data-visit]");
  const section = document.getElementById("visit-drafts");
  const list = section && section.querySelector("ul");
  const told = document.getElementById("visit-offline");
  if (!form || !list || !told) return;

  function kept() {
    try {
      const found = JSON.parse(window.localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found : [];
    } catch (error) {
      return [];
    }
  }

  function keep(drafts) {
    window.localStorage.setItem(KEY, JSON.stringify(drafts));
    show();
  }

  function written() {
    const draft = {};
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") draft[name] = value;
    });
    return draft;
  }

  function fill(draft) {
    Object.keys(draft).forEach((name) => {
      form.querySelectorAll("[name]").forEach((field) => {
        if (field.name !== name || field.type === "file") return;
        if (field.type === "radio") field.checked = field.value === draft[name];
        else field.value = draft[name];
      });
    });
    form.querySelector("textarea").focus();
  }

  function button(words, about, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = words;
    made.setAttribute("aria-label", words + " " + about);
    made.addEventListener("click", act);
    return made;
  }

  function show() {
    const drafts = kept();
    section.hidden = !drafts.length;
    list.replaceChildren(
      ...drafts.map((draft, place) => {
        const line = document.createElement("li");
        const words = document.createElement("span");
        words.textContent = (draft.note || "—").slice(0, 40);
        const without = () => kept().filter((_one, other) => other !== place);
        line.append(
          words,
          button(list.dataset.fill, words.textContent, () => {
            fill(draft);
            keep(without());
          }),
          button(list.dataset.drop, words.textContent, () => keep(without())),
        );
        return line;
      }),
    );
  }

  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    keep(kept().concat([written()]));
    form.querySelector("textarea").value = "";
    told.textContent = told.dataset.kept;
    told.hidden = false;
    told.scrollIntoView({ block: "center" });
  });

  show();
})();
