// Drawing boxes over the pages of a file. What is drawn is written as lines into the form's text
// field, which is all the server sees; without JavaScript people write the lines themselves.
(function () {
  "use strict";

  const form = document.querySelector("[data-redact]");
  if (!form) return;
  const field = form.querySelector("textarea[name=boxes]");
  const words = form.dataset;
  const SPACE = "http://www.w3.org/2000/svg";
  const LEAST = 4;
  const sheets = new Map();
  document.querySelectorAll("svg[data-sheet]").forEach((svg) => {
    sheets.set(Number(svg.dataset.sheet), svg);
  });

  function limits(svg) {
    const view = svg.viewBox.baseVal;
    return { width: view.width, height: view.height };
  }

  // One box is one <rect>; what it is for stands in its label.
  function place(rect, x, y, width, height) {
    const most = limits(rect.ownerSVGElement);
    width = Math.min(Math.max(width, LEAST), most.width);
    height = Math.min(Math.max(height, LEAST), most.height);
    x = Math.min(Math.max(x, 0), most.width - width);
    y = Math.min(Math.max(y, 0), most.height - height);
    rect.setAttribute("x", x.toFixed(2));
    rect.setAttribute("y", y.toFixed(2));
    rect.setAttribute("width", width.toFixed(2));
    rect.setAttribute("height", height.toFixed(2));
  }

  function read(rect) {
    const value = (name) => Number(rect.getAttribute(name));
    return { x: value("x"), y: value("y"), width: value("width"), height: value("height") };
  }

  function add(number, x, y, width, height, label) {
    const svg = sheets.get(number);
    const rect = document.createElementNS(SPACE, "rect");
    rect.setAttribute("class", "redact-box");
    rect.setAttribute("tabindex", "0");
    rect.setAttribute("role", "button");
    rect.dataset.label = label;
    svg.append(rect);
    place(rect, x, y, width, height);
    return rect;
  }

  function every() {
    return Array.from(document.querySelectorAll(".redact-box"));
  }

  function pageOf(rect) {
    return Number(rect.ownerSVGElement.dataset.sheet);
  }

  function nameOf(rect) {
    const page = words.wordsPage.replace("{n}", pageOf(rect));
    return page + " " + (rect.dataset.label || words.wordsBox);
  }

  function line(rect) {
    const at = read(rect);
    const most = limits(rect.ownerSVGElement);
    const corners = [
      at.x / most.width,
      at.y / most.height,
      (at.x + at.width) / most.width,
      (at.y + at.height) / most.height,
    ];
    const text = [pageOf(rect), ...corners.map((one) => one.toFixed(4))].join(",");
    return rect.dataset.label ? text + " # " + rect.dataset.label : text;
  }

  const list = form.querySelector("[data-boxes]");

  function write() {
    const rects = every();
    field.value = rects.map(line).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("[data-count]").textContent = rects.length;
    form.querySelector("[data-status]").textContent =
      rects.length ? words.wordsBox + " " + rects.length : words.wordsNone;
    list.replaceChildren(...rects.map(entry));
  }

  function entry(rect) {
    const item = document.createElement("li");
    const go = document.createElement("button");
    go.type = "button";
    go.className = "go";
    go.textContent = nameOf(rect);
    go.addEventListener("click", () => {
      rect.focus();
      rect.scrollIntoView({ block: "center" });
    });
    const gone = document.createElement("button");
    gone.type = "button";
    gone.className = "button button-plain";
    gone.textContent = words.wordsRemove;
    gone.setAttribute("aria-label", words.wordsRemove + " " + nameOf(rect));
    gone.addEventListener("click", () => remove(rect));
    item.append(go, gone);
    rect.setAttribute("aria-label", nameOf(rect));
    return item;
  }

  function remove(rect) {
    const all = every();
    const next = all[all.indexOf(rect) + 1] || all[all.indexOf(rect) - 1];
    const inside = list.contains(document.activeElement);
    rect.remove();
    write();
    if (inside) (list.querySelector(".go") || form.querySelector("button.button")).focus();
    else if (next) next.focus();
  }

  // --- Mouse, pen and finger -------------------------------------------------------------------

  function point(svg, event) {
    const frame = svg.getBoundingClientRect();
    const most = limits(svg);
    return {
      x: ((event.clientX - frame.left) / frame.width) * most.width,
      y: ((event.clientY - frame.top) / frame.height) * most.height,
      scale: most.width / frame.width,
    };
  }

  function begin(svg, event) {
    const finger = event.pointerType === "touch";
    const drawing = document.body.classList.contains("drawing");
    const touched = event.target.closest(".redact-box");
    if (event.button !== 0 || (finger && !drawing)) return;
    event.preventDefault();
    const from = point(svg, event);
    let rect = touched;
    let act = "draw";
    let at = { x: from.x, y: from.y, width: 0, height: 0 };
    if (touched) {
      at = read(touched);
      const near = 12 * from.scale;
      const corner = at.x + at.width - from.x < near && at.y + at.height - from.y < near;
      act = corner ? "size" : "move";
      touched.focus();
    }
    svg.setPointerCapture(event.pointerId);

    function move(now) {
      const to = point(svg, now);
      const far = Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > LEAST;
      if (act === "draw") {
        if (!rect && far) rect = add(Number(svg.dataset.sheet), from.x, from.y, LEAST, LEAST, "");
        if (rect) {
          const most = limits(svg);
          const x = Math.min(Math.max(to.x, 0), most.width);
          const y = Math.min(Math.max(to.y, 0), most.height);
          place(rect, Math.min(from.x, x), Math.min(from.y, y),
            Math.abs(x - from.x), Math.abs(y - from.y));
        }
      } else if (act === "move") {
        place(rect, at.x + to.x - from.x, at.y + to.y - from.y, at.width, at.height);
      } else {
        place(rect, at.x, at.y, at.width + to.x - from.x, at.height + to.y - from.y);
      }
    }

    function end() {
      svg.removeEventListener("pointermove", move);
      svg.removeEventListener("pointerup", end);
      svg.removeEventListener("pointercancel", end);
      write();
      if (rect) rect.focus({ preventScroll: true });
    }

    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
  }

  // --- Keyboard --------------------------------------------------------------------------------

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  document.addEventListener("keydown", (event) => {
    const rect = event.target.closest && event.target.closest(".redact-box");
    if (!rect) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(rect);
      return;
    }
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const unit = limits(rect.ownerSVGElement).width / (event.altKey ? 1000 : 200);
    const at = read(rect);
    const [x, y] = [step[0] * unit, step[1] * unit];
    if (event.shiftKey) place(rect, at.x, at.y, at.width + x, at.height + y);
    else place(rect, at.x + x, at.y + y, at.width, at.height);
    write();
  });

  // --- Start -----------------------------------------------------------------------------------

  function toggle(button, name) {
    button.addEventListener("click", () => {
      const on = document.body.classList.toggle(name);
      button.setAttribute("aria-pressed", String(on));
    });
  }

  field.value.split("\n").forEach((text) => {
    const [written, ...label] = text.split("#");
    const numbers = written.split(",").map(Number);
    const svg = sheets.get(numbers[0]);
    if (numbers.length !== 5 || numbers.some(Number.isNaN) || !svg) return;
    const most = limits(svg);
    const [, x0, y0, x1, y1] = numbers;
    add(numbers[0], x0 * most.width, y0 * most.height, (x1 - x0) * most.width,
      (y1 - y0) * most.height, label.join("#").trim());
  });
  sheets.forEach((svg) => svg.addEventListener("pointerdown", (event) => begin(svg, event)));
  document.querySelectorAll("[data-add]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const number = Number(button.dataset.add);
      const most = limits(sheets.get(number));
      const rect = add(number, most.width * 0.35, most.height * 0.45, most.width * 0.3,
        most.height * 0.04, "");
      write();
      rect.focus();
      rect.scrollIntoView({ block: "center" });
    });
  });
  toggle(document.querySelector("[data-draw]"), "drawing");
  toggle(document.querySelector("[data-preview]"), "previewing");
  form.querySelector("[data-lines]").hidden = true;
  form.querySelector("[data-list]").hidden = false;
  document.querySelector("[data-tools]").hidden = false;
  write();
})();
