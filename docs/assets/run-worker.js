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
    const { refused } = await guard(hashes);
    const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
    python = await Promise.race([loadPyodide({ indexURL: pyodide, packageBaseUrl: pyodide }), refused]);
  } catch (error) {
    throw new Error(`Python could not be loaded from ${pyodide}. Are you online? (${error.message})`);
  }
  python.unpackArchive(await packed, "wheel");
  runner = python.pyimport("dlnotes.site.browser.runner");
  port.postMessage({ kind: "ready" });
}

/** From here on each file of Pyodide is the one whose hash the site has recorded, or it is not used. `refused` fails with the first, for which Pyodide may wait for ever. */
async function guard(list) {
  const answer = await fetch(list);
  if (!answer.ok) throw new Error(`the list of its hashes, ${list}, is not there`);
  const [files, plain] = [await answer.json(), fetch];
  let refuse;
  const refused = new Promise((_, reject) => { refuse = reject; });
  refused.catch(() => {});
  self.fetch = (url, options) => {
    const { integrity } = files[String(url.url ?? url).replace(address, "")] ?? {};
    const answer = plain(url, integrity ? { ...options, integrity } : options);
    answer.catch(refuse);
    return answer;
  };
  const names = Object.keys(files);
  const told = progress(names.reduce((sum, name) => sum + files[name].bytes, 0));
  // Now, for what is imported is not fetched; of the rest a browser would tell nothing until its hash is known.
  await Promise.all(names.map(async (name) => count(await (name.endsWith("js") ? fetch : plain)(address + name), told)));
  return { refused };
}

/** Tells how much has come of `all` bytes, which are not packed any more. */
function progress(all) {
  let got = 0, said = "";
  return (bytes) => {
    got += bytes;
    const text = `${(got / 1e6).toFixed(1)} of ${(all / 1e6).toFixed(1)} MB, unpacked`;
    if (text !== said) port.postMessage({ kind: "progress", text: (said = text) });
  };
}

/** Read an answer to its end, so that the browser has it for the next who asks. */
async function count(answer, told) {
  const reader = answer.body.getReader();
  for (let part; !(part = await reader.read()).done;) told(part.value.length);
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
  const file = python.lockfile?.packages.numpy?.file_name;
  if (file) await ahead(address + file);
  await python.loadPackage("numpy", { messageCallback: () => {}, errorCallback: (text) => said.push(text) });
  if (python.loadedPackages.numpy) return "";
  return `This code needs NumPy, which could not be loaded from ${address}${file ?? ""}: ${said.at(-1)}`;
}

/** Fetch a file and tell how much of it has come; if it does not come, whoever asks next says so. */
async function ahead(url) {
  try {
    const answer = await fetch(url);
    await count(answer, progress(Number(answer.headers.get("content-length"))));
  } catch { /* see above */ }
}
