// The sheet beside a form follows what is written. Without JavaScript a button shows it anew.
(function () {
  "use strict";

  const PAUSE = 400;

  document.querySelectorAll("form[data-look]").forEach((form) => {
    const sheet = document.getElementById(form.dataset.sheet);
    let timer = 0;
    let latest = 0;

    async function show() {
      const mine = ++latest;
      const written = new FormData(form);
      form.querySelectorAll("input[type=file]").forEach((input) => written.delete(input.name));
      const answer = await fetch(form.dataset.look, { method: "POST", body: written });
      if (!answer.ok || mine !== latest) return;
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      sheet.replaceChildren(...parsed.body.childNodes);
    }

    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, PAUSE);
    });
    form.querySelectorAll("button[name=look]").forEach((button) => (button.hidden = true));
  });

  // Of a letter's ways to go only what belongs to the chosen one is asked for.
  document.querySelectorAll("form[data-ways]").forEach((form) => {
    const ways = form.querySelectorAll("input[name=way]");

    function follow() {
      const chosen = form.querySelector("input[name=way]:checked");
      form.querySelectorAll("[data-way]").forEach((part) => {
        part.hidden = !chosen || !part.dataset.way.split(" ").includes(chosen.value);
      });
    }

    ways.forEach((way) => way.addEventListener("change", follow));
    follow();
  });
})();
