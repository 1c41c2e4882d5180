// Names of all things are in one file, read when somebody first looks for one: what is typed gets
// suggestions (the combobox of the ARIA practices), and where no server answers, the whole list.
(() => {
  const folded = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

  const indices = new Map();
  const read = (url) => {
    if (!indices.has(url)) {
      const reading = fetch(url).then((answer) => (answer.ok ? answer.json() : []));
      indices.set(url, reading.catch(() => []));
    }
    return indices.get(url);
  };

  // The same order as on the server: a whole name, one that begins so, any other; short ones first.
  const find = (rows, text, most) => {
    const whole = folded(text);
    const words = whole.split(" ").filter(Boolean);
    if (!words.length) return [];
    const hits = [];
    for (const [label, path, kind, , ...others] of rows) {
      const names = [folded(label), ...others].filter((n) => words.every((w) => n.includes(w)));
      if (!names.length) continue;
      const rank = Math.min(...names.map((n) => (n === whole ? 0 : n.startsWith(whole) ? 1 : 2)));
      hits.push([rank, Math.min(...names.map((n) => n.length)), label, path, kind]);
    }
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return hits.slice(0, most).map(([, , label, path, kind]) => ({ label, path, kind }));
  };

  const fill = (parent, hit) => {
    parent.textContent = hit.label;
    const small = document.createElement("span");
    small.className = "kind";
    small.textContent = " " + hit.kind;
    return small;
  };

  const suggest = (input) => {
    const { index, root, hits: told } = input.dataset;
    const list = document.createElement("ul");
    list.id = input.id + "-suggestions";
    list.className = "suggestions";
    list.role = "listbox";
    list.hidden = true;
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    const status = document.createElement("span");
    status.className = "unseen";
    status.role = "status";
    const frame = document.createElement("span");
    frame.className = "combobox";
    input.replaceWith(frame);
    frame.append(input, list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id, autocomplete: "off",
    })) input.setAttribute(name, value);

    let shown = [];
    let chosen = -1;
    const choose = (number) => {
      list.children[chosen]?.setAttribute("aria-selected", "false");
      chosen = number;
      const option = list.children[chosen];
      if (option) {
        option.setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const go = (hit) => location.assign(root + hit.path);
    const open = async () => {
      const text = input.value;
      const rows = await read(index);
      if (text !== input.value || document.activeElement !== input) return;
      shown = find(rows, text, 8);
      choose(-1);
      list.replaceChildren(
        ...shown.map((hit, number) => {
          const option = document.createElement("li");
          option.role = "option";
          option.id = `${list.id}-${number}`;
          option.setAttribute("aria-selected", "false");
          option.append(fill(option, hit));
          option.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            go(hit);
          });
          return option;
        }),
      );
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(shown.length > 0));
      status.textContent = text.trim() ? told.replace("{n}", shown.length) : "";
    };
    input.addEventListener("focus", () => read(index), { once: true });
    input.addEventListener("input", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const last = shown.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return void open();
        const down = event.key === "ArrowDown";
        choose(down ? (chosen >= last ? -1 : chosen + 1) : chosen < 0 ? last : chosen - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        go(shown[chosen]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
  };
  document.querySelectorAll("input[data-index]").forEach(suggest);

  const found = document.getElementById("found");
  const sought = new URLSearchParams(location.search).get("q");
  if (!found || !sought || found.children.length) return;
  document.getElementById("q").value = sought;
  read(found.dataset.index).then((rows) => {
    const hits = find(rows, sought, 60);
    if (!hits.length) {
      found.appendChild(document.createElement("p")).textContent = found.dataset.none;
      return;
    }
    const list = found.appendChild(document.createElement("ul"));
    list.className = "things";
    for (const hit of hits) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      const small = fill(link, hit);
      link.href = found.dataset.root + hit.path;
      item.append(small);
    }
  });
})();
