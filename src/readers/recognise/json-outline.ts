/** A JSON value with its objects as maps, whose names may be any text. Where the text was cut it holds what was there. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;

/** The JSON values that stand one after the other at the beginning of a text. */
export interface Outline {
  readonly values: readonly Json[];
  /** Why there are no more: the text ends, it ends inside a value, or it goes on as no JSON does. */
  readonly end: 'end' | 'cut' | 'broken';
}

/** Reads JSON values from the beginning of a text that may be cut anywhere. Never throws. */
export function jsonOutline(text: string): Outline {
  const scanner = new Scanner(text);
  const values: Json[] = [];
  while (scanner.skipSpace()) {
    const value = scanner.value(0);
    if (value !== undefined) values.push(value);
    if (scanner.stopped !== null) return { values, end: scanner.stopped };
  }
  return { values, end: 'end' };
}

/** No export nests deeper; hostile text does, and would overflow the stack. */
const greatestDepth = 64;

const plainString = /[^"\\]*/y;
const scalar = /[-+.\w]+/y;

/** Walks over a text. Once it has stopped, every container on the way returns what it has. */
class Scanner {
  stopped: 'cut' | 'broken' | null = null;
  private at = 0;

  constructor(private readonly text: string) {}

  /** Goes to the next character that is no white space; false when there is none. */
  skipSpace(): boolean {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return true;
    }
    return false;
  }

  /** The value that begins here; undefined when nothing of it can be told. */
  value(depth: number): Json | undefined {
    if (depth > greatestDepth) return this.stop('broken');
    const first = this.text[this.at];
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"') return this.string();
    return this.scalar();
  }

  private object(depth: number): JsonObject {
    const members = new Map<string, Json>();
    this.members('}', () => {
      const name = this.text[this.at] === '"' ? this.string() : this.stop('broken');
      if (name === undefined || !this.next(':')) return;
      const value = this.value(depth + 1);
      if (value !== undefined) members.set(name, value);
    });
    return members;
  }

  private array(depth: number): readonly Json[] {
    const elements: Json[] = [];
    this.members(']', () => {
      const element = this.value(depth + 1);
      if (element !== undefined) elements.push(element);
    });
    return elements;
  }

  /** Reads members up to the closing bracket, the opening one being here. */
  private members(close: string, member: () => void): void {
    this.at++;
    if (!this.here()) return;
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    while (this.here()) {
      member();
      if (this.stopped !== null || !this.here()) return;
      const mark = this.text[this.at++];
      if (mark === close) return;
      if (mark !== ',') this.stop('broken');
    }
  }

  /** Goes to the next character inside a value; false, and stopped, when there is none or it had stopped before. */
  private here(): boolean {
    if (this.stopped === null && !this.skipSpace()) this.stop('cut');
    return this.stopped === null;
  }

  /** Steps over a mark and to what follows it. */
  private next(mark: string): boolean {
    if (!this.here()) return false;
    if (this.text[this.at] !== mark) this.stop('broken');
    this.at++;
    return this.here();
  }

  private string(): string | undefined {
    const begin = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      plainString.lastIndex = this.at;
      plainString.test(this.text);
      this.at = plainString.lastIndex;
      if (this.text[this.at] === '\\') this.at += 2;
    }
    if (this.at >= this.text.length) return this.stop('cut');
    this.at++;
    return stringValue(this.text.slice(begin, this.at));
  }

  private scalar(): Json | undefined {
    scalar.lastIndex = this.at;
    const word = scalar.exec(this.text)?.[0];
    if (word === undefined) return this.stop('broken');
    this.at += word.length;
    if (this.at === this.text.length) return this.stop('cut');
    try {
      return JSON.parse(word) as Json;
    } catch {
      return this.stop('broken');
    }
  }

  private stop(why: 'cut' | 'broken'): undefined {
    this.stopped = why;
  }
}

/** The text of a JSON string; as it is written when its escapes are wrong or it holds a raw line end. */
function stringValue(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}
