"use strict";

// A crawl under way: its progress is fetched anew every few seconds, so that the page can stay open;
// when it has ended, the page is opened again with what was found.
(() => {
  const EVERY = 4000;
  const place = document.getElementById("progress");
  if (!place) {
    return;
  }
  const look = async () => {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("progress");
      if (!answer.ok || !now) {
        window.location.reload();
        return;
      }
      place.replaceChildren(...now.childNodes);
    } catch {
      // The server is away for a moment; the next look will tell.
    }
    window.setTimeout(look, EVERY);
  };
  window.setTimeout(look, EVERY);
})();
