// Quantiles taken hold of on the curve: dragged, or moved by the keys. What they say goes into the boxes of the form,
// which are all that is sent; without scripts one types.
const FIGURES = 3;
const MOVES = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
const STEPS = 100; // from end to end of the curve

let held = null; // the handle under the pointer
let focused = ""; // the handle that has the keyboard, by name: the curve is drawn anew after each change

const boxOf = (handle) => document.querySelector(`input[name$="-quantiles-${handle.dataset.handle}"]`);
const curveOf = (handle) => handle.closest("[data-shape]");

function rangeOf(handle) {
  const { least, most, width } = curveOf(handle).dataset;
  return { least: Number(least), most: Number(most), width: Number(width) };
}

function round(value) {
  return String(Number(value.toPrecision(FIGURES)));
}

// A higher quantile never lies below a lower one: a handle stops short of its neighbours.
function within(handle, value) {
  const { least, most } = rangeOf(handle);
  const step = (most - least) / STEPS / 2;
  const all = [...curveOf(handle).querySelectorAll("[data-handle]")];
  const place = all.indexOf(handle);
  const low = place > 0 ? Number(all[place - 1].dataset.value) + step : -Infinity;
  const high = place < all.length - 1 ? Number(all[place + 1].dataset.value) - step : Infinity;
  return Math.min(Math.max(value, low), high);
}

function say(handle) {
  const value = round(Number(handle.dataset.value));
  handle.setAttribute("aria-valuenow", value);
  handle.setAttribute("aria-valuetext", `${value} ${handle.dataset.unit}`.trim());
}

function place(handle, value) {
  const { least, most, width } = rangeOf(handle);
  handle.dataset.value = value;
  const x = Math.min(Math.max(((value - least) / (most - least)) * width, 0), width);
  handle.setAttribute("transform", `translate(${x} 0)`);
  say(handle);
}

function send(handle) {
  const box = boxOf(handle);
  if (!box) return;
  box.value = round(Number(handle.dataset.value));
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function valueAt(handle, event) {
  const { least, most } = rangeOf(handle);
  const seen = curveOf(handle).getBoundingClientRect();
  return least + ((event.clientX - seen.left) / seen.width) * (most - least);
}

function prepare() {
  for (const handle of document.querySelectorAll("[data-handle]")) {
    const { least, most } = rangeOf(handle);
    handle.setAttribute("role", "slider");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("aria-label", handle.dataset.title);
    handle.setAttribute("aria-valuemin", round(least));
    handle.setAttribute("aria-valuemax", round(most));
    say(handle);
    if (handle.dataset.handle === focused) handle.focus({ preventScroll: true });
  }
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button > 0) return;
  event.preventDefault();
  held = handle;
  handle.focus({ preventScroll: true });
  handle.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (held) place(held, within(held, valueAt(held, event)));
});

for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    if (held) send(held);
    held = null;
  });
}

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || !(event.key in MOVES)) return;
  event.preventDefault();
  const { least, most } = rangeOf(handle);
  place(handle, within(handle, Number(handle.dataset.value) + (MOVES[event.key] * (most - least)) / STEPS));
  send(handle);
});

document.addEventListener("focusin", (event) => {
  focused = event.target.closest?.("[data-handle]")?.dataset.handle ?? "";
});

document.addEventListener("htmx:after:swap", prepare);
prepare();
