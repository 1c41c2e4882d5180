// A worker: Oxigraph over the published dataset, which both are fetched when it is first asked.
import init, { Store } from "./vendor/oxigraph.js";

let opening;

const open = async (dump) => {
  const [answer] = await Promise.all([
    fetch(dump),
    init({ module_or_path: new URL("vendor/oxigraph.wasm", import.meta.url) }),
  ]);
  if (!answer.ok) throw new Error(`${dump}: HTTP ${answer.status}`);
  let data = new Uint8Array(await answer.arrayBuffer());
  if (data[0] === 0x1f && data[1] === 0x8b) { // still packed: some hosts unpack it on the way
    const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    data = new Uint8Array(await new Response(unpacked).arrayBuffer());
  }
  const store = new Store();
  store.load(data, { format: "application/n-quads", no_transaction: true, lenient: true });
  return store;
};

onmessage = async ({ data: { dump, query, graph } }) => {
  try {
    const store = await (opening ??= open(dump));
    postMessage({ ready: true });
    const type = graph ? "text/turtle" : "application/sparql-results+json";
    const text = store.query(query, {
      use_default_graph_as_union: true,
      results_format: graph ? "text/turtle" : "json",
    });
    postMessage({ type, text });
  } catch (error) {
    // What is no plain error (memory, depth) leaves the engine in no state to be asked again.
    const broken = error?.constructor !== Error;
    if (broken) opening = undefined;
    postMessage({ problem: String(error?.message ?? error), broken });
  }
};
