/**
 * The road ahead: what the next presses become, drawn when the site was built. So they are
 * answered before Python is there.
 *
 * Rule: it knows no action. Which press leads where is in the road's file, which site/roads.py
 * writes. A press that is not on the road leaves it for good.
 *
 * @typedef {{html: string, title: string, spoken: string}} Picture
 * @typedef {{action: string, fields: Record<string, string>, to: number}} Way
 */

/**
 * @param {string} address of the road's file
 * @param {Picture} first what the page shows
 */
export async function loadRoad(address, first) {
  const packed = (await globalThis.roadAhead) ?? (await load(address)); // see early.js
  const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Road(await new Response(unpacked).json(), first);
}

async function load(/** @type {string} */ address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.blob();
}

class Road {
  /** @type {number[]} indexes of the places that the reader came through; empty off the road */
  #trail = [0];
  /** How many presses along the trail the reader is. */
  presses = 0;
  /** What the reader typed where it may be anything. */
  #typed = "";

  constructor(
    /** @type {{parts: string[], pictures: object[], ways: Way[][], undo: string, typed: object}} */ data,
    /** @type {Picture} */ first,
  ) {
    this.data = data;
    this.first = first;
    this.pattern = new RegExp(data.typed.pattern);
  }

  /** @returns {Picture | null} what a press becomes, or null: then only Python can know */
  follow(/** @type {string} */ action, /** @type {Record<string, string>} */ fields) {
    const { undo, goTo } = this.data;
    if (action === undo) this.presses--;
    else if (action === goTo) this.presses = Number(fields.presses);
    else this.#goOn(action, fields);
    const to = this.#trail[this.presses];
    if (to === undefined) this.#trail = [];
    return to === undefined ? null : this.#picture(to);
  }

  #goOn(action, fields) {
    const ways = this.data.ways[this.#trail[this.presses]] ?? [];
    const way = ways.find((each) => each.action === action && this.#fits(each.fields, fields));
    this.#trail.length = Math.min(this.#trail.length, ++this.presses);
    if (way) this.#trail.push(way.to);
  }

  #fits(wanted, fields) {
    const { mark } = this.data.typed;
    return Object.entries(wanted).every(([name, value]) => {
      if (value !== mark) return (fields[name] ?? "") === value;
      if (!this.pattern.test(fields[name])) return false;
      this.#typed = fields[name];
      return true;
    });
  }

  #picture(/** @type {number} */ index) {
    const { parts, pictures, typed } = this.data;
    const picture = pictures[index];
    if (!picture) return this.first;
    const html = picture.html.map((part) => parts[part]).join("");
    const fill = (/** @type {string} */ text) => text.replaceAll(typed.mark, this.#typed);
    return { html: fill(html), title: fill(picture.title), spoken: fill(picture.spoken) };
  }
}
