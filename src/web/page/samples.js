// A photo and a voice note to try with, made here so that nobody needs a file.

const WIDTH = 640;
const HEIGHT = 440;

/** A stall at the market, as a JPEG. @param {string} caption @returns {Promise<Blob>} */
export async function samplePhoto(caption) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, "#f6d9a8");
  sky.addColorStop(1, "#e9b980");
  paint(pen, sky, 0, 0, WIDTH, HEIGHT);
  disc(pen, "#fbeccb", 520, 92, 46);
  paint(pen, "#7a9a63", 0, 330, WIDTH, 110);
  paint(pen, "#6b4a2b", 120, 170, 14, 190);
  paint(pen, "#6b4a2b", 506, 170, 14, 190);
  paint(pen, "#a8764a", 104, 268, 432, 96);
  for (let stripe = 0; stripe < 9; stripe += 1) {
    paint(pen, stripe % 2 === 0 ? "#b5472b" : "#fbf1df", 96 + stripe * 50, 130, 50, 56);
    disc(pen, stripe % 2 === 0 ? "#b5472b" : "#fbf1df", 121 + stripe * 50, 186, 25);
  }
  const goods = ["#d9482b", "#e3a52f", "#5f8f3e", "#8c3b22", "#e3a52f", "#d9482b", "#5f8f3e", "#c06a2c"];
  for (const [n, colour] of goods.entries()) {
    disc(pen, colour, 150 + n * 49, 258, 21);
    disc(pen, colour, 170 + n * 45, 236, 17);
  }
  pen.fillStyle = "#fbf1df";
  pen.font = "600 34px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.fillText(caption, WIDTH / 2, 328);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.85);
  });
}

/** @param {CanvasRenderingContext2D} pen @param {string | CanvasGradient} colour */
function paint(pen, colour, /** @type {number[]} */ ...[x = 0, y = 0, width = 0, height = 0]) {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

/** @param {CanvasRenderingContext2D} pen @param {string} colour @param {number} x @param {number} y @param {number} radius */
function disc(pen, colour, x, y, radius) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

const RATE = 8_000;
/** A gong phrase of five notes, in Hz. */
const NOTES = [262, 294, 349, 392, 349];
const NOTE_SECONDS = 0.4;
const HEADER_BYTES = 44;

/** Two seconds of five soft notes, as a WAV. @returns {Blob} */
export function sampleVoice() {
  const count = Math.round(NOTES.length * NOTE_SECONDS * RATE);
  const data = new DataView(new ArrayBuffer(HEADER_BYTES + count * 2));
  writeHeader(data, count * 2);
  for (let n = 0; n < count; n += 1) {
    const seconds = n / RATE;
    const inNote = seconds % NOTE_SECONDS;
    const hertz = NOTES[Math.floor(seconds / NOTE_SECONDS)] ?? 0;
    const loudness = Math.exp(-6 * inNote) * Math.min(1, inNote * 200);
    data.setInt16(HEADER_BYTES + n * 2, 9_000 * loudness * Math.sin(2 * Math.PI * hertz * inNote), true);
  }
  return new Blob([data], { type: "audio/wav" });
}

/** @param {DataView} data @param {number} bytes */
function writeHeader(data, bytes) {
  const text = (/** @type {number} */ at, /** @type {string} */ word) => {
    for (const [n, letter] of [...word].entries()) data.setUint8(at + n, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  data.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  data.setUint32(16, 16, true);
  data.setUint16(20, 1, true);
  data.setUint16(22, 1, true);
  data.setUint32(24, RATE, true);
  data.setUint32(28, RATE * 2, true);
  data.setUint16(32, 2, true);
  data.setUint16(34, 16, true);
  text(36, "data");
  data.setUint32(40, bytes, true);
}

/** The bytes of a file as base64, in pieces that the stack can take. @param {Blob} blob */
export async function toBase64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const PIECE = 8_192;
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
