/**
 * The phone's camera: shows the part of the console that its lens covers, and reads QR codes there.
 *
 * Rule: only the pixels in the viewfinder are read, so a code that the lens half covers is not
 * found.
 */
import { look } from "./console_snapshot.js";

const AT_REST_MS = 150;
/** How long "Code found." stays before the view changes. */
const FOUND_MS = 500;
const GLIDE_MS = 450;
const STEP_PX = 8;
const LONG_STEP_PX = 48;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The share of the lens's width that a lined-up code fills. */
const CODE_FILLS = 0.7;
const LEAST_SPAN_PX = 240;

const NO_CODE = "There’s no QR code on the console. Show it there first.";
const NO_READER =
  "The QR reader didn’t load. Check the network, then go back and open the camera again, or tap Enter key.";
const OUTDATED =
  "The QR reader didn’t load: a new version of this site was published. Reload this page: your run resumes where it is.";
const HIDDEN =
  "This browser hides pictures from pages, so the camera can’t read the code. Choose Show secret key in the console, then tap Back and Enter key on the phone.";

/**
 * @param {(text: string) => void} found called with the text of a code
 * @returns {(practice: Element) => void} to call whenever the page has changed
 */
export function openCamera(found) {
  /** @type {Camera | null} */
  let camera = null;
  return (practice) => {
    const canvas = practice.querySelector("[data-viewfinder]");
    if (camera?.canvas !== (canvas ?? undefined)) {
      camera?.close();
      camera = canvas && new Camera(canvas, found);
    }
    camera?.see(look(practice.querySelector("#console")));
  };
}

/** The camera while its view is open. Its lens is centered on `x` and `y` on the console. */
class Camera {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(text: string) => void} found
   */
  constructor(canvas, found) {
    const view = canvas.closest("[data-scanner]");
    this.canvas = canvas;
    this.found = found;
    this.view = view;
    this.status = view.querySelector("[data-scan-status]");
    this.pen = canvas.getContext("2d", { willReadFrequently: true });
    this.look = 0;
    canvas.onpointerdown = (event) => this.grip(event);
    canvas.onpointermove = (event) => this.drag(event);
    canvas.onkeydown = (event) => this.step(event);
    view.querySelector("[data-line-up]").onclick = () => this.lineUp();
    loadReader().catch(() => {});
  }

  close() {
    clearTimeout(this.pause);
    cancelAnimationFrame(this.gliding);
    this.look++;
  }

  /** @param {import("./console_snapshot.js").Scene} scene what the lens sees from now on */
  see(scene) {
    const before = this.scene;
    this.scene = scene;
    if (before?.codePath === scene.codePath) return this.draw();
    this.span = Math.max(LEAST_SPAN_PX, (scene.code?.width ?? 0) / CODE_FILLS);
    if (!before) [this.x, this.y] = this.aside();
    this.move(0, 0);
  }

  /** Returns where the lens points at first: beside a code, so that only part of it shows. */
  aside() {
    const [x, y] = middle(this.scene.code ?? this.scene.box);
    const away = this.scene.code ? this.span * 0.6 : 0;
    return [x > this.span ? x - away : x + away, y - away / 4];
  }

  move(/** @type {number} */ right, /** @type {number} */ down) {
    if ("found" in this.view.dataset) return this.draw();
    const { width, height } = this.scene.box;
    this.x = Math.min(Math.max(this.x + right, 0), width);
    this.y = Math.min(Math.max(this.y + down, 0), height);
    this.draw();
    this.look++;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.read(this.look), AT_REST_MS);
  }

  grip(/** @type {PointerEvent} */ { pointerId, clientX, clientY }) {
    this.canvas.setPointerCapture(pointerId);
    this.gripped = { clientX, clientY };
  }

  /** The picture follows the finger, so the lens moves the other way. */
  drag(/** @type {PointerEvent} */ { pointerId, clientX, clientY }) {
    if (!this.canvas.hasPointerCapture(pointerId)) return;
    const perPixel = this.span / this.canvas.clientWidth;
    const { clientX: x, clientY: y } = this.gripped;
    this.gripped = { clientX, clientY };
    this.move((x - clientX) * perPixel, (y - clientY) * perPixel);
  }

  step(/** @type {KeyboardEvent} */ event) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    const length = event.shiftKey ? LONG_STEP_PX : STEP_PX;
    this.move(way[0] * length, way[1] * length);
  }

  lineUp() {
    if (!this.scene.code) return this.say(NO_CODE);
    const [fromX, fromY, begun] = [this.x, this.y, performance.now()];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const glide = (/** @type {number} */ now) => {
      const [toX, toY] = middle(this.scene.code);
      const passed = still ? 1 : Math.min((now - begun) / GLIDE_MS, 1);
      const gone = 1 - (1 - passed) ** 3;
      this.move(fromX + (toX - fromX) * gone - this.x, fromY + (toY - fromY) * gone - this.y);
      if (passed < 1) this.gliding = requestAnimationFrame(glide);
    };
    this.gliding = requestAnimationFrame(glide);
  }

  draw() {
    const { pen, canvas } = this;
    const scale = canvas.width / this.span;
    pen.resetTransform();
    pen.fillStyle = "#14181a";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.scale(scale, scale);
    pen.translate(-this.x, -this.y);
    this.scene.draw(pen);
  }

  /** Reads what is in view, unless the camera has moved in the meantime. */
  async read(/** @type {number} */ look) {
    const reader = await loadReader().catch(() => null);
    if (look !== this.look) return;
    if (!reader) return this.say(await whyNoReader());
    if (!readsBack()) return this.say(HIDDEN);
    const pixels = this.pen.getImageData(0, 0, this.canvas.width, this.canvas.height);
    const [code] = await reader.readBarcodes(pixels, { formats: ["QRCode"] });
    if (look !== this.look) return;
    if (!code) return this.say(this.advice());
    this.say("Code found.");
    this.view.dataset.found = "";
    this.pause = setTimeout(() => {
      delete this.view.dataset.found;
      this.found(code.text);
    }, FOUND_MS);
  }

  advice() {
    if (!this.scene.code) return NO_CODE;
    const [x, y] = middle(this.scene.code);
    const near = this.span / 8;
    const ways = [
      x - this.x > near && "to the right",
      this.x - x > near && "to the left",
      y - this.y > near && "below",
      this.y - y > near && "above",
    ].filter(Boolean);
    const where = ways.length ? `It’s ${ways.join(" and ")}. ` : "";
    return `No code found. ${where}Drag the view over it, or tap Line it up.`;
  }

  say(/** @type {string} */ words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

/** @param {import("./console_snapshot.js").Box} box */
function middle({ x, y, width, height }) {
  return [x + width / 2, y + height / 2];
}

/** @returns {Promise<string>} why the QR reader didn't load */
async function whyNoReader() {
  const fault = await globalThis.integrity.findFault(ALL_BUT_THE_READER);
  return fault?.[0] === "outdated" ? OUTDATED : NO_READER;
}

const ALL_BUT_THE_READER = /^(?!zxing\/)/;

/**
 * Whether pixels can be read as they were drawn. To prevent fingerprinting, some browsers return
 * noise or white. A little noise does no harm.
 */
function readsBack() {
  const size = 16;
  const pen = Object.assign(document.createElement("canvas"), {
    width: size,
    height: size,
  }).getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = "black";
  for (let line = 0; line < size; line += 2) pen.fillRect(0, line, size, 1);
  const { data } = pen.getImageData(0, 0, size, size);
  const isTrue = (_, pixel) => data[pixel * 4] > 127 === (Math.floor(pixel / size) % 2 === 1);
  return Array.from({ length: size * size }).every(isTrue);
}

/** @type {Promise<object> | null} zxing-wasm's reader */
let loading = null;

/** Loads the QR reader when the camera first opens, from this site: its default is another host. */
function loadReader() {
  const { files } = globalThis.integrity;
  loading ??= import(files["zxing/reader/index.js"].address).then(async (reader) => {
    const locateFile = (/** @type {string} */ file) => files[`zxing/${file}`].address;
    await reader.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
    return reader;
  });
  loading.catch(() => {
    loading = null;
  });
  return loading;
}
