// The text of a document, written in the browser. Without JavaScript its box stays a plain one.
//
// The editor comes with django-prose-editor; what it can make is the server's list (data-editor),
// the same that the sanitiser goes by. It is set up here rather than by its own preset, so that the
// page needs no inline import map and the editor adds no style element: the policy stays strict.
const area = document.querySelector("textarea[data-editor]");

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
    onUpdate({ editor: now }) {
      const html = now.getHTML();
      area.value = html === "<p></p>" ? "" : html;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });

  // The buttons are pictures; each gets its word, and the keyboard reaches it.
  frame.querySelectorAll("[data-name]").forEach((button) => {
    const word = words[button.dataset.name];
    if (!word) return;
    button.title = word;
    button.setAttribute("aria-label", word);
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
  });
  const label = document.querySelector(`label[for="${area.id}"]`);
  if (label) label.addEventListener("click", () => editor.commands.focus());
}

if (area) begin();
