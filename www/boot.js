// Starts the page: loads everything it will ever need, then forbids itself to load anything more.
"use strict";

(() => {
  // Nothing may be fetched, run or embedded from here on; the module is compiled already, the worker comes from memory.
  const FINAL_POLICY =
    "default-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'";
  // What a new worker does behind the glue: it waits for the module and starts it.
  const WORKER_START =
    ";self.onmessage = (event) => { self.onmessage = null; wasm_bindgen.initSync({ module: event.data }); };";

  const assets = document.querySelector("meta[name=gouji]").dataset;

  const load = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };

  const runScript = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(path));
      document.head.append(script);
    });

  // What is dropped or pasted before the page can take it waits here. Without this a dropped file would replace the page.
  let early = null;
  const keep = (event) => {
    event.preventDefault();
    const data = event.dataTransfer || event.clipboardData;
    if (event.type === "dragover" || !data) return;
    const copy = new DataTransfer();
    for (const file of data.files) copy.items.add(file);
    for (const kind of ["text/plain", "text/html"]) if (data.getData(kind)) copy.setData(kind, data.getData(kind));
    early = { type: event.type, data: copy };
  };
  const kinds = ["dragover", "drop", "paste"];
  for (const kind of kinds) document.addEventListener(kind, keep);

  const boot = async () => {
    const bytes = (path) => load(path).then((answer) => answer.arrayBuffer());
    const [glue, parts, code, sample, notices] = await Promise.all([
      load(assets.glue).then((answer) => answer.text()),
      bytes(assets.parts),
      bytes(assets.code),
      bytes("samples/report.html"),
      load("notices.txt").then((answer) => answer.text()),
      runScript(assets.glue),
    ]);
    const module = await WebAssembly.compile(packing.unpack(new Uint8Array(parts), new Uint8Array(code)));

    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = FINAL_POLICY;
    document.head.append(policy);

    globalThis.gouji = {
      sample: () => new File([sample], "例子.html", { type: "text/html" }),
      notices: () => notices,
      startWorker: () => {
        const address = URL.createObjectURL(new Blob([glue, WORKER_START], { type: "text/javascript" }));
        const worker = new Worker(address);
        URL.revokeObjectURL(address);
        worker.postMessage(module);
        return worker;
      },
      ready: () => {
        if (document.documentElement.dataset.ready) return;
        document.documentElement.dataset.ready = "1";
        for (const kind of kinds) document.removeEventListener(kind, keep);
        if (!early) return;
        const { type, data } = early;
        const event =
          type === "drop"
            ? new DragEvent(type, { dataTransfer: data, cancelable: true })
            : new ClipboardEvent(type, { clipboardData: data, cancelable: true });
        document.dispatchEvent(event);
      },
    };
    await wasm_bindgen({ module_or_path: module });
  };

  boot().catch((error) => {
    console.error(error);
    const line = document.getElementById("loading");
    if (line) line.textContent = "没有装载成功。请刷新页面；仍然不行，请换用 Chromium 90 以上内核的浏览器。";
  });
})();
