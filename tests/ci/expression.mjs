// SPDX-License-Identifier: MIT
// What stands between ${{ and }}, as far as ci/action.yml and ci/github use it; anything else is an error.
// Rules: "Evaluate expressions in workflows and actions", docs.github.com.

const token =
  /\s*(?:('(?:[^']|'')*')|(\|\||&&|==|!=|!|\(|\)|,)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.-]*))/y;

function tokens(text) {
  const found = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match) throw new Error(`not understood: ${text}`);
    found.push(match[0].trim());
  }
  return found;
}

// A name that is nowhere is null, at every depth.
function lookup(contexts, path) {
  const [context, ...names] = path.split('.');
  if (!(context in contexts)) throw new Error(`no context: ${path}`);
  return names.reduce((value, name) => value?.[name] ?? null, contexts[context]);
}

const words = { true: true, false: false, null: null };

const functions = {
  format: (text, ...values) => String(text).replace(/\{(\d+)\}/g, (_, at) => String(values[at] ?? '')),
};

class Parser {
  constructor(text, contexts) {
    this.rest = tokens(text);
    this.contexts = contexts;
  }
  take(expected) {
    if (this.rest[0] !== expected) return false;
    this.rest.shift();
    return true;
  }
  or() {
    let left = this.and();
    while (this.take('||')) { const right = this.and(); left = left || right; }
    return left;
  }
  and() {
    let left = this.equal();
    while (this.take('&&')) { const right = this.equal(); left = left && right; }
    return left;
  }
  // Nothing equals the empty string; text is compared without regard to case.
  equal() {
    const plain = (value) => String(value ?? '').toLowerCase();
    const left = this.one();
    if (this.take('==')) return plain(left) === plain(this.one());
    if (this.take('!=')) return plain(left) !== plain(this.one());
    return left;
  }
  one() {
    if (this.take('!')) return !this.one();
    if (this.take('(')) {
      const value = this.or();
      if (!this.take(')')) throw new Error('a parenthesis is not closed');
      return value;
    }
    const word = this.rest.shift() ?? '';
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (/^-?\d/.test(word)) return Number(word);
    if (this.take('(')) return this.call(word);
    return word in words ? words[word] : lookup(this.contexts, word);
  }
  call(name) {
    if (!(name in functions)) throw new Error(`no function: ${name}`);
    const values = [this.or()];
    while (this.take(',')) values.push(this.or());
    if (!this.take(')')) throw new Error('a parenthesis is not closed');
    return functions[name](...values);
  }
}

export function evaluate(text, contexts) {
  const parser = new Parser(text, contexts);
  const value = parser.or();
  if (parser.rest.length > 0) throw new Error(`not understood: ${text}`);
  return value;
}

// `text` with every ${{ … }} replaced by its value.
export function expand(text, contexts) {
  return String(text).replace(
    /\$\{\{(.*?)\}\}/gs, (_, inner) => String(evaluate(inner, contexts) ?? ''));
}
