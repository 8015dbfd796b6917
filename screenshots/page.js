// Runs before textual-serve's page, with `wanted` = {columns, lines, size, ground}. The page starts its terminal
// on load, as wide as its element: wait for the font, which textual-serve would take from the network, size the
// element for the cells wanted, and note what comes through the socket.
const Native = window.WebSocket;
window.WebSocket = class extends Native {
  constructor(...all) {
    super(...all);
    window.terminal = {socket: this, url: all[0], bytes: 0, last: performance.now()};
    this.addEventListener("message", ({data}) => {
      window.terminal.bytes += data.byteLength || 0;
      window.terminal.last = performance.now();
    });
  }
};

async function loadFonts() {
  for (const [file, style] of [["", "normal"], ["-Italic", "italic"]]) {
    const source = `url(/static/fonts/RobotoMono${file}-VariableFont_wght.ttf)`;
    const face = new FontFace("Roboto Mono", source, {style, weight: "100 700"});
    document.fonts.add(await face.load());
  }
}

// Measures a cell as xterm.js does.
function cell() {
  const probe = document.createElement("span");
  probe.textContent = "W".repeat(32);
  probe.style.cssText = `position: absolute; white-space: pre; font: ${wanted.size}px 'Roboto Mono'`;
  document.body.append(probe);
  const {offsetWidth, offsetHeight} = probe;
  probe.remove();
  return {width: Math.floor(offsetWidth / 32), height: Math.ceil(offsetHeight)};
}

function layOut() {
  const style = document.createElement("style");
  style.textContent = `
    body { margin: 32px; background: ${wanted.ground} }
    .shade { display: none }
    .xterm-viewport { background: transparent !important }`;
  document.head.append(style);
  const {width, height} = cell(), element = document.querySelector("#terminal");
  element.style.width = `${(wanted.columns + 0.5) * width}px`;
  element.style.height = `${(wanted.lines + 0.5) * height}px`;
}

Object.defineProperty(window, "onload", {
  set(start) {
    addEventListener("load", async event => {
      await loadFonts();
      layOut();
      start(event);
    });
  },
});
