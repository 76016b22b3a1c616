/* Python for one page, away from it, so that no code can freeze it: the first message says where Pyodide and our wheel are, each further one is a job for dlnotes.site.browser.runner. */
let python, runner, address, port;

onmessage = ({ data, ports }) => {
  onmessage = null;
  port = ports[0];
  port.onmessage = (message) => trying(run(message.data));
  trying(load(data));
};

function trying(work) {
  work.catch((error) => port.postMessage({ kind: "failed", text: error.message }));
}

async function load({ pyodide, wheel, hashes }) {
  address = pyodide;
  const packed = fetched(wheel);
  packed.catch(() => {}); // it is awaited below
  try {
    await guard(pyodide, hashes);
    const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
    python = await loadPyodide({ indexURL: pyodide, packageBaseUrl: pyodide });
  } catch (error) {
    throw new Error(`Python could not be loaded from ${pyodide}. Are you online? (${error.message})`);
  }
  python.unpackArchive(await packed, "wheel");
  runner = python.pyimport("dlnotes.site.browser.runner");
  port.postMessage({ kind: "ready" });
}

/** From here on each file of Pyodide is the one whose hash the site has recorded, or it is not used. */
async function guard(pyodide, list) {
  const answer = await fetch(list);
  if (!answer.ok) throw new Error(`the list of its hashes, ${list}, is not there`);
  const [hashes, plain] = [await answer.json(), fetch];
  self.fetch = (url, options) => {
    const integrity = hashes[String(url.url ?? url).replace(pyodide, "")];
    return plain(url, integrity ? { ...options, integrity } : options);
  };
  await Promise.all(Object.keys(hashes).map((name) => fetch(pyodide + name))); // now, for what is imported is not fetched
}

async function fetched(wheel) {
  const answer = await fetch(wheel, { cache: "no-cache" }); // asks whether it is still the one that belongs to this page
  if (!answer.ok) throw new Error(`The package dlnotes could not be loaded from ${wheel}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function run({ job, number }) {
  const say = (message) => port.postMessage({ ...message, number });
  const given = python.toPy(job);
  if (runner.needs_numpy(given) && !python.loadedPackages.numpy) {
    given.destroy();
    const missing = await loadNumPy();
    if (!missing) return port.postMessage({ kind: "ready" }); // and then comes what is wanted by now
    say({ kind: "trouble", text: missing });
    return say({ kind: "end", ended: false, seconds: 0 });
  }
  const began = performance.now();
  const ended = runner.run(given, (kind, text) => say({ kind, text }));
  given.destroy();
  say({ kind: "end", ended, seconds: (performance.now() - began) / 1000 });
}

/** What keeps NumPy from being loaded; nothing, if it is there. */
async function loadNumPy() {
  port.postMessage({ kind: "loading", text: "Loading NumPy…" });
  const said = [];
  await python.loadPackage("numpy", { messageCallback: () => {}, errorCallback: (text) => said.push(text) });
  if (python.loadedPackages.numpy) return "";
  return `This code needs NumPy, which could not be loaded from ${address}${python.lockfile?.packages.numpy.file_name ?? ""}: ${said.at(-1)}`;
}
