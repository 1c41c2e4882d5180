// The form of a prepared question where no server answers: the query with the chosen values is put
// together here, and asked on the query page.
(() => {
  const form = document.querySelector("form[data-ask]");
  if (!form) return;
  const parts = JSON.parse(document.getElementById("parts").textContent);
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const escapes = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const quoted = (text) => `"${text.replace(/["\\\n\r\t]/g, (c) => escapes[c])}"`;

  const PATTERNS = {
    integer: /^[+-]?\d+$/, decimal: /^[+-]?\d+(\.\d+)?$/, boolean: /^(true|false)$/,
    date: /^\d{4}-\d\d-\d\d$/, limit: /^\d+$/, offset: /^\d+$/, iri: /^https?:[^\s<>"{}|^`\\]+$/,
  };
  const written = (type, value) => {
    if (PATTERNS[type] && !PATTERNS[type].test(value)) return null;
    if (type === "iri") return `<${value}>`;
    if (type === "text") return quoted(value);
    return type === "date" ? `${quoted(value)}^^<${XSD}date>` : value;
  };

  const filled = (part) => {
    const field = form.elements[part.name];
    if (!field) return part.now;
    field.setCustomValidity("");
    const options = field.selectedOptions && [...field.selectedOptions].filter((o) => o.value);
    const values = options
      ? options.map((option) => option.dataset.term || written(part.type, option.value))
      : [field.value.trim()].filter(Boolean).map((value) => written(part.type, value));
    if (values.includes(null)) {
      field.setCustomValidity(form.dataset.wrong);
      field.reportValidity();
      return null;
    }
    if (!values.length) return part.now;
    return part.type === "limit" || part.type === "offset" ? values[0] : ` ${values.join(" ")} `;
  };

  form.hidden = false;
  form.addEventListener("input", (event) => event.target.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const texts = parts.map((part) => (typeof part === "string" ? part : filled(part)));
    if (texts.includes(null)) return;
    const url = new URL(form.dataset.ask, location.href);
    url.searchParams.set("query", texts.join(""));
    url.hash = "ask";
    location.assign(url);
  });
})();
