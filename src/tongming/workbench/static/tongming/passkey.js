// A passkey was cancelled or is not to be had here: say so on the page, not in the console.
(function () {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    const trouble = document.getElementById("passkey-trouble");
    if (!trouble) return;
    event.preventDefault();
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  });
})();
