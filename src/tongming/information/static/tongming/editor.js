// The text of a document, written in the browser. Without JavaScript its box stays a plain one.
//
// The editor comes with django-prose-editor; what it can make is the server's list (data-editor),
// the same that the sanitiser goes by. It is set up here rather than by its own preset, so that the
// page needs no inline import map and the editor adds no style element: the policy stays strict.
const area = document.querySelector("textarea[data-editor]");

// The buttons are pictures, and the styles have English names; each gets its word.
function name(frame, words) {
  frame.querySelectorAll("[data-name]").forEach((button) => {
    const word = words[button.dataset.name];
    if (!word) return;
    button.title = word;
    button.setAttribute("aria-label", word);
    if (button.matches(".prose-menubar__option")) button.firstElementChild.textContent = word;
  });
}

// What the menu only paints as not to be had just now, it also says.
function sayDisabled(frame) {
  const say = () =>
    frame.querySelectorAll(".prose-menubar__button").forEach((button) => {
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
    });
  new MutationObserver(say).observe(frame, { attributeFilter: ["class"], subtree: true });
  say();
}

// The answers in its dialogs are values and words at once; only the words change.
function nameAnswers(frame, words) {
  new MutationObserver(() => {
    frame.querySelectorAll("dialog option").forEach((option) => {
      const word = words[option.textContent];
      if (!word) return;
      option.setAttribute("value", option.value);
      option.textContent = word;
    });
  }).observe(frame, { childList: true });
}

async function begin() {
  const given = JSON.parse(area.dataset.editor);
  const words = given.words;
  window.gettext = (text) => words[text] || text;
  const kit = await import(given.module);
  const frame = document.createElement("div");
  frame.className = "prose-editor";
  area.before(frame);
  frame.append(area);

  const extensions = [];
  for (const [name, options] of Object.entries(given.extensions)) {
    const extension = kit[name];
    if (extension) extensions.push(typeof options === "object" ? extension.configure(options) : extension);
  }
  const editor = new kit.Editor({
    element: frame,
    extensions,
    content: area.value,
    injectCSS: false,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": given.label },
    },
    // The menu is made by an extension when the editor has been created, a moment from now.
    onCreate: () =>
      window.requestAnimationFrame(() => {
        name(frame, words);
        sayDisabled(frame);
        frame.dataset.ready = "";
      }),
    onUpdate({ editor: now }) {
      const html = now.getHTML();
      area.value = html === "<p></p>" ? "" : html;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });

  nameAnswers(frame, words);
  const label = document.querySelector(`label[for="${area.id}"]`);
  if (label) label.addEventListener("click", () => editor.commands.focus());
}

if (area) begin();
