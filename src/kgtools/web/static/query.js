// The query page: an editor over its form, prepared questions at hand, answers without leaving it.
// Who answers is the endpoint or, where there is none, Oxigraph in a worker of this browser.
(() => {
  const about = JSON.parse(document.getElementById("ask").textContent);
  const { words } = about;
  const form = document.getElementById("query").form;
  const area = document.getElementById("query");
  const place = document.getElementById("answer-here");
  const MOST_ROWS = 500;
  const LONGEST_URL = 6000;

  const element = (name, properties = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ---- the editor: YASGUI's, without what asks other hosts or stores what was typed

  let editor = null;
  const text = () => (editor ? editor.getValue() : area.value);
  const setText = (value) => {
    area.value = value;
    editor?.setValue(value);
  };
  const edit = () => {
    const { Yasqe } = window.Yasgui ?? {};
    if (!Yasqe) return;
    Yasqe.defaults.autocompleters = ["variables", "known"]; // not those of LOV and prefix.cc
    Yasqe.registerAutocompleter({
      name: "known",
      bulk: false,
      autoShow: true,
      persistenceId: null,
      isValidCompletionPosition: (yasqe) => {
        const token = yasqe.getCompleteToken().string;
        return /^[\w-]*:[\w-]*$/.test(token);
      },
      get: async (yasqe, token) => {
        const [prefix, begin] = token.string.split(":");
        const space = about.prefixes[prefix];
        if (!space) return [];
        const rest = [...(await names()).keys()]
          .filter((iri) => iri.startsWith(space + begin))
          .map((iri) => iri.slice(space.length))
          .filter((local) => /^[\w-]+$/.test(local));
        return rest.sort().slice(0, 40).map((local) => `${prefix}:${local}`);
      },
    }, false);
    const frame = element("div", { className: "editor" });
    area.hidden = true;
    area.required = false;
    area.parentElement.after(frame);
    editor = new Yasqe(frame, {
      value: area.value,
      requestConfig: { endpoint: about.endpoint || location.href },
      createShareableLink: null,
      createShortLink: null,
      consumeShareLink: null,
      persistenceId: null,
      prefixCcApi: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto", // it grows: a part that scrolls could not be reached by keyboard
      viewportMargin: Infinity,
      extraKeys: {
        Tab: false, // leaves the editor, as everywhere on a page
        "Shift-Tab": false,
        "Ctrl-S": () => {},
        "Ctrl-Enter": () => form.requestSubmit(),
        "Cmd-Enter": () => form.requestSubmit(),
      },
    });
    editor.on("change", () => (area.value = editor.getValue()));
    const field = editor.getInputField();
    field.setAttribute("aria-label", words.query);
    form.querySelector("label[for=query]").addEventListener("click", () => editor.focus());
    window.kgtoolsEditor = editor;
  };

  // ---- names of things and their pages, from the index with which one searches

  let reading = null;
  const names = () =>
    (reading ??= fetch(about.index)
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((rows) => new Map(rows.map(([label, path, , iri]) => [iri, { label, path }])))
      .catch(() => new Map()));

  const short = (iri) => {
    for (const [prefix, space] of Object.entries(about.prefixes)) {
      if (iri.startsWith(space) && /^[\w.-]*$/.test(iri.slice(space.length))) {
        return `${prefix}:${iri.slice(space.length)}`;
      }
    }
    return iri;
  };

  const cell = (term, known) => {
    if (!term) return "";
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type === "triple") return JSON.stringify(term.value);
    if (term.type !== "uri") {
      const lang = term["xml:lang"];
      return lang && lang !== document.documentElement.lang
        ? element("span", { lang, textContent: term.value })
        : term.value;
    }
    const found = known.get(term.value);
    const inside = element("span", {});
    const href = found?.path ? about.root + found.path : /^https?:/.test(term.value) && term.value;
    const label = found?.label ?? short(term.value);
    inside.append(href ? element("a", { href, textContent: label }) : label);
    if (found) inside.append(" ", element("code", { className: "iri", textContent: short(term.value) }));
    return inside;
  };

  // ---- the answer

  const download = (content, type, name) =>
    element("a", {
      href: URL.createObjectURL(new Blob([content], { type })),
      download: `answer.${name}`,
      textContent: name.toUpperCase(),
    });

  const csv = (vars, rows) => {
    const field = (term) => {
      const value = term ? (term.type === "bnode" ? `_:${term.value}` : term.value) : "";
      return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    };
    const lines = [vars.join(","), ...rows.map((row) => vars.map((v) => field(row[v])).join(","))];
    return lines.join("\r\n") + "\r\n";
  };

  const show = (...inside) => {
    const heading = element("h2", { id: "answer-heading", textContent: words.answer });
    document.getElementById("answer")?.remove();
    const section = element("section", { id: "answer" }, heading, ...inside);
    section.setAttribute("aria-labelledby", "answer-heading");
    place.replaceChildren(section);
  };
  const wrong = (message) => {
    const notice = element("p", { className: "notice", textContent: message });
    notice.setAttribute("role", "alert");
    show(notice);
  };

  const table = async (answer, raw) => {
    const data = element("p", { className: "formats" }, words.data + " ");
    if ("boolean" in answer) {
      const truth = element("strong", { textContent: answer.boolean ? words.yes : words.no });
      data.append(download(raw, "application/sparql-results+json", "json"));
      return show(element("p", { className: "definition" }, truth), data);
    }
    const { vars } = answer.head;
    const rows = answer.results.bindings;
    const known = await names();
    data.append(
      download(csv(vars, rows), "text/csv", "csv"), " · ",
      download(raw, "application/sparql-results+json", "json"),
    );
    if (!rows.length) return show(element("p", { textContent: words.none }), data);
    const caption = rows.length === 1 ? words.row : say(words.rows, { n: rows.length });
    const heads = vars.map((name) => element("th", { scope: "col", textContent: name }));
    const body = rows
      .slice(0, MOST_ROWS)
      .map((row) => element("tr", {}, ...vars.map((v) => element("td", {}, cell(row[v], known)))));
    const region = element("div", { className: "scroll", tabIndex: 0 },
      element("table", {},
        element("caption", { textContent: caption }),
        element("thead", {}, element("tr", {}, ...heads)),
        element("tbody", {}, ...body)));
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", caption);
    const more = rows.length - body.length;
    const rest = more > 0 ? [element("p", { textContent: say(words.more, { n: more }) })] : [];
    return show(region, ...rest, data);
  };

  const graph = (turtle) => {
    const data = element("p", { className: "formats" }, words.data + " ");
    data.append(download(turtle, "text/turtle", "ttl"));
    const lines = turtle.split("\n");
    const code = element("code", { textContent: lines.slice(0, 2000).join("\n") });
    show(element("pre", { className: "code", tabIndex: 0 }, code), data);
  };

  // ---- asking

  // Prefixes of the project need not be typed: they are written down, so that the query holds
  // anywhere and the lines of an error are those of the editor.
  const complete = (query) => {
    const declared = new Set([...query.matchAll(/\bPREFIX\s+([\w.-]*):/gi)].map((m) => m[1]));
    const used = new Set([...bare(query).matchAll(/(?<![\w.-])([\w.-]*):/g)].map((m) => m[1]));
    const wanted = Object.entries(about.prefixes).filter(
      ([prefix]) => !declared.has(prefix) && used.has(prefix),
    );
    if (wanted.length) {
      setText(wanted.map(([prefix, space]) => `PREFIX ${prefix}: <${space}>\n`).join("") + query);
    }
    return text();
  };
  const bare = (query) =>
    query
      .replace(/"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>/g, " ")
      .replace(/#.*/g, " ");
  const isGraph = (query) => {
    const words = bare(query).replace(/[\w.-]*:[\w.-]*/g, " ");
    const form = words.match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i)?.[0] ?? "";
    return /^(CONSTRUCT|DESCRIBE)$/i.test(form);
  };

  let stop = null;
  const overHttp = async (query) => {
    const ended = new AbortController();
    stop = () => ended.abort();
    const answer = await fetch(about.endpoint, {
      method: "POST",
      headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
      body: new URLSearchParams({ query }),
      signal: ended.signal,
    });
    const type = (answer.headers.get("content-type") ?? "").split(";")[0];
    const raw = await answer.text();
    if (!answer.ok) {
      let detail = raw;
      if (type === "application/problem+json") detail = JSON.parse(raw).detail;
      throw new Error(detail || `HTTP ${answer.status}`);
    }
    return { type, text: raw };
  };

  let worker = null;
  const inWorker = (query, tell) =>
    new Promise((resolve, reject) => {
      const end = () => {
        worker?.terminate();
        worker = null;
      };
      if (!worker) tell(words.loading);
      worker ??= new Worker(about.engine, { type: "module" });
      stop = () => {
        end();
        reject(new DOMException("", "AbortError"));
      };
      worker.onerror = (event) => {
        end();
        reject(new Error(event.message || words.failed));
      };
      worker.onmessage = ({ data }) => {
        if (data.ready) tell(words.asking);
        else if (data.problem) {
          if (data.broken) end();
          reject(new Error(data.problem));
        } else resolve(data);
      };
      const dump = new URL(about.dump, location.href).href; // the worker stands elsewhere
      worker.postMessage({ dump, query, graph: isGraph(query) });
    });

  let turn = 0; // what an earlier question still says is not heard any more
  const ask = async () => {
    if (!text().trim()) return;
    const query = complete(text());
    const own = ++turn;
    stop?.();
    const status = element("p", { className: "asking" });
    status.setAttribute("role", "status");
    const ending = element("button", { type: "button", textContent: words.stop });
    status.append(words.asking, " ", ending);
    place.replaceChildren(status);
    ending.addEventListener("click", () => stop?.());
    const url = new URL(location.pathname, location.href);
    url.searchParams.set("query", query);
    if (url.href.length < LONGEST_URL) history.replaceState(null, "", url);
    try {
      const tell = (line) => (status.firstChild.textContent = line);
      const answer = about.endpoint ? await overHttp(query) : await inWorker(query, tell);
      if (own !== turn) return;
      if (answer.type === "application/sparql-results+json") {
        await table(JSON.parse(answer.text), answer.text);
      } else graph(answer.text);
    } catch (error) {
      if (own === turn) wrong(error.name === "AbortError" ? words.stopped : error.message);
    } finally {
      if (own === turn) stop = null;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });

  // ---- prepared questions at hand

  const offer = () => {
    const items = [...document.querySelectorAll("[data-query]")];
    if (!items.length) return;
    const choice = element("select", { id: "prepared-choice" },
      element("option", { value: "", textContent: words.choose }),
      ...items.map((item) =>
        element("option", { value: item.dataset.query, textContent: item.textContent.trim() })));
    const label = element("label", { htmlFor: choice.id, textContent: words.prepared });
    form.prepend(element("p", {}, label, choice));
    choice.addEventListener("change", async () => {
      if (!choice.value) return;
      const answer = await fetch(choice.value);
      if (!answer.ok) return wrong(`${choice.value}: HTTP ${answer.status}`);
      const lines = (await answer.text()).split("\n").filter((line) => !line.startsWith("#+"));
      setText(lines.join("\n").trim() + "\n");
    });
  };

  const given = new URLSearchParams(location.search).get("query");
  if (given && !about.endpoint) area.value = given;
  offer();
  edit();
  if (given && !about.endpoint && location.hash === "#ask") ask(); // a form was sent off to here
})();
