// What the public pages add for those who have JavaScript; every page works without it.
(function () {
  "use strict";

  document.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // How the pages look is remembered in this browser alone, and told to nobody.
  const modes = document.querySelectorAll("input[data-mode]");
  modes.forEach((box) => {
    const key = "tongming-" + box.dataset.mode;
    function show() {
      document.documentElement.classList.toggle(box.dataset.mode, box.checked);
    }
    try {
      box.checked = localStorage.getItem(key) === "on";
    } catch {
      // A browser that keeps nothing: the choice holds for this page.
    }
    show();
    box.addEventListener("change", () => {
      show();
      try {
        if (box.checked) localStorage.setItem(key, "on");
        else localStorage.removeItem(key);
      } catch {
        // As above.
      }
    });
  });
  const chooser = document.querySelector("details.display-modes");
  if (chooser) {
    document.addEventListener("click", (event) => {
      if (!chooser.contains(event.target)) chooser.open = false;
    });
    chooser.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      chooser.open = false;
      chooser.querySelector("summary").focus();
    });
  }

  // Reading aloud: only with a voice of the visitor's own device, so that nothing is sent elsewhere.
  const reader = document.querySelector("button[data-read]");
  const speech = window.speechSynthesis;
  if (!reader || !speech) return;

  function voice() {
    return speech.getVoices().find((one) => one.localService && one.lang.startsWith("zh"));
  }

  function offer() {
    if (voice()) reader.hidden = false;
  }

  const words = reader.textContent;

  function stop() {
    speech.cancel();
    reader.textContent = words;
    reader.setAttribute("aria-pressed", "false");
  }

  reader.addEventListener("click", () => {
    if (speech.speaking) {
      stop();
      return;
    }
    const parts = document.querySelectorAll(
      "h1, .report-section h2, .report-text, .report-preface p, [data-aloud] > *, p[data-aloud]"
    );
    reader.textContent = reader.dataset.stop;
    reader.setAttribute("aria-pressed", "true");
    parts.forEach((part, place) => {
      const saying = new SpeechSynthesisUtterance(part.textContent);
      saying.voice = voice();
      saying.lang = "zh-CN";
      if (place === parts.length - 1) saying.onend = stop;
      speech.speak(saying);
    });
  });

  offer();
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", () => speech.cancel());
})();
