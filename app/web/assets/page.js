"use strict";

const LISTS = [["supporting", "Supporting"], ["contradicting", "Contradicting"], ["neutral", "Leaving it open"]];
const form = document.getElementById("check-form");
const answer = document.getElementById("answer");

function element(name, content, className) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  if (className) made.className = className;
  return made;
}

function marked(text, spans) {
  const parts = [];
  let done = 0;
  for (const span of spans.filter(Boolean).sort((a, b) => a.start_utf16 - b.start_utf16)) {
    if (span.start_utf16 < done) continue;
    parts.push(text.slice(done, span.start_utf16), element("mark", text.slice(span.start_utf16, span.end_utf16)));
    done = span.end_utf16;
  }
  return [...parts, text.slice(done)];
}

function sourceLine(source) {
  const title = /^https?:/.test(source.url ?? "") ? element("a", source.title) : element("cite", source.title);
  if (title.tagName === "A") Object.assign(title, { href: source.url, rel: "noreferrer" });
  const rest = [source.published_at, source.kind].filter(Boolean).join(", ");
  return element("p", [`${source.publisher}: `, title, ` (${rest})`], "quiet");
}

function evidenceArticle(evidence) {
  const statement = element("blockquote", marked(evidence.statement.text, evidence.reasons.map((r) => r.statement_span)));
  const reasons = element("ul", evidence.reasons.map((reason) => element("li", `${reason.facet}: ${reason.message}`)));
  const standing = evidence.status === "current" ? "" : ` (${evidence.status.replaceAll("_", " ")})`;
  const confidence = element("p", `${evidence.stance} with ${Math.round(evidence.confidence * 100)} %${standing}`, "quiet");
  return element("article", [statement, sourceLine(evidence.source), confidence, reasons]);
}

function showCheck(check) {
  const deciding = [...check.supporting, ...check.contradicting];
  const spans = deciding.flatMap((evidence) => evidence.reasons.map((reason) => reason.claim_span));
  const verdict = `${check.verdict.replaceAll("_", " ")} (${Math.round(check.confidence * 100)} %)`;
  answer.replaceChildren(
    element("h2", verdict, "verdict"),
    element("p", check.explanation),
    element("p", marked(check.claim, spans), "claim"),
    ...LISTS.filter(([key]) => check[key].length).flatMap(([key, title]) => [element("h3", title), ...check[key].map(evidenceArticle)]),
  );
}

function showProblem(problem) {
  answer.replaceChildren(element("h2", problem.title, "verdict"), element("p", problem.detail));
}

async function check(event) {
  event.preventDefault();
  answer.replaceChildren(element("p", "Checking…"));
  const claim = form.elements.claim.value;
  const as_of = form.elements.as_of.value || null;
  try {
    const response = await fetch("/v1/checks", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ claim, as_of }),
    });
    (response.ok ? showCheck : showProblem)(await response.json());
  } catch {
    showProblem({ title: "No answer", detail: "The service cannot be reached; try again in a moment." });
  }
}

form.addEventListener("submit", check);
