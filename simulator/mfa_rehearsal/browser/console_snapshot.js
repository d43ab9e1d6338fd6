/**
 * A picture of one part of the page: its surfaces, its words and the QR code it shows.
 *
 * Rule: everything is drawn in the position and the colors that it has on the page, without
 * knowing any screen. Positions are in CSS pixels from the top left corner of the part's content.
 */

/**
 * @typedef {(pen: CanvasRenderingContext2D) => void} Shape
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {object} Scene
 * @property {Box} box of the whole part
 * @property {Box | null} code of the QR code
 * @property {string} codePath the QR code's dark modules, which differ from code to code
 * @property {Shape} draw
 */

/**
 * @param {Element} part
 * @returns {Scene}
 */
export function look(part) {
  const frame = part.getBoundingClientRect();
  /** @type {(rect: DOMRect) => Box} */
  const placed = ({ x, y, width, height }) => ({
    x: x - frame.x + part.scrollLeft,
    y: y - frame.y + part.scrollTop,
    width,
    height,
  });
  const box = { x: 0, y: 0, width: part.scrollWidth, height: part.scrollHeight };
  const shapes = [surface(part, box)];
  for (const element of part.querySelectorAll("*:not(svg *)")) {
    const place = placed(element.getBoundingClientRect());
    // Elements only for screen readers are one pixel wide.
    if (place.width > 1) shapes.push(surface(element, place), ...words(element, placed));
  }
  const svg = part.querySelector("svg[data-qr]");
  const code = svg && placed(svg.getBoundingClientRect());
  if (code) shapes.push(qrCode(svg, code));
  return {
    box,
    code,
    codePath: svg?.lastElementChild.getAttribute("d") ?? "",
    draw: (pen) => {
      for (const shape of shapes) shape(pen);
    },
  };
}

/** @type {(element: Element, box: Box) => Shape} */
function surface(element, { x, y, width, height }) {
  const { backgroundColor, borderBottomColor, borderBottomWidth, borderRadius } =
    getComputedStyle(element);
  const line = Number.parseFloat(borderBottomWidth);
  const radius = Number.parseFloat(borderRadius) || 0;
  return (pen) => {
    pen.beginPath();
    pen.roundRect(x, y, width, height, radius);
    pen.fillStyle = backgroundColor;
    pen.fill();
    pen.lineWidth = line;
    pen.strokeStyle = borderBottomColor;
    if (line) pen.stroke();
  };
}

/**
 * The words directly in an element. Words that wrap are drawn as bars, because only the browser
 * knows where their lines break.
 * @type {(element: Element, placed: (rect: DOMRect) => Box) => Shape[]}
 */
function words(element, placed) {
  const { font, color } = getComputedStyle(element);
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  return texts.map((node) => {
    const range = new Range();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].map(placed);
    return (pen) => {
      pen.font = font;
      pen.fillStyle = color;
      pen.textBaseline = "middle";
      for (const { x, y, width, height } of lines) {
        if (lines.length === 1) pen.fillText(node.nodeValue.trim(), x, y + height / 2);
        else pen.fillRect(x, y + height * 0.4, width, height * 0.2);
      }
    };
  });
}

/** @type {(svg: SVGSVGElement, box: Box) => Shape} */
function qrCode(svg, { x, y, width }) {
  const module = width / svg.viewBox.baseVal.width;
  const parts = [...svg.querySelectorAll("path")].map((path) => ({
    path: new Path2D(path.getAttribute("d")),
    fill: getComputedStyle(path).fill,
  }));
  return (pen) => {
    pen.save();
    pen.translate(x, y);
    pen.scale(module, module);
    for (const { path, fill } of parts) {
      pen.fillStyle = fill;
      pen.fill(path);
    }
    pen.restore();
  };
}
